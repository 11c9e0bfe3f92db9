// Links that lead elsewhere than their words say. They are read out below the words, so that who screens the letter sees them.

const bare = (address: string): string =>
  address
    .replace(/^(?:https?:\/\/|mailto:)/iu, '')
    .replace(/^www\./iu, '')
    .replace(/[/?#]+$/u, '')
    .toLowerCase();

/**
 * The text, and a line `[skjult link: …]` for each address that it does not show. Addresses in the page's own file (`#…`) lead
 * nowhere else. A scan stays empty: nobody has read it.
 */
export function withHiddenLinks(text: string, addresses: readonly string[]): string {
  if (text === '') return text;
  const shown = text.replace(/\s+/gu, '').toLowerCase();
  const hidden = addresses.filter((address) => !address.startsWith('#') && !shown.includes(bare(address)));
  const lines = [...new Set(hidden)].map((address) => `[skjult link: ${address.replace(/[\s\]]+/gu, '')}]`);
  return [text, ...lines].join('\n');
}
