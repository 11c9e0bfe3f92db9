// What must not become public unseen: a letter sent to Folketinget is published with its annexes (DOMAIN § 6, checks).

export type ScreeningKind = 'cpr' | 'telefon' | 'mail' | 'småtal' | 'link';

/** Day, month, year and four digits; the modulus check is left out, since it no longer holds for all. */
const cpr = /(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}[- ]?\d{4}(?!\d)/g;
const phone = /(?<![\d-])(?:\+45 ?)?(?:\d{2} \d{2} \d{2} \d{2}|\d{4} \d{4}|\d{8})(?![\d-])/g;
const mail = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** Mailboxes of an authority, not of a person. */
const sharedMailbox =
  /^(post|kommune|kommunen|info|kontakt|mail|raadhus|raadhuset|borgerservice|sikkerpost|journal|lov)@/i;
/** One to four people or cases can be told apart. */
const smallNumber =
  /(?<![\d.,-])(?:[1-4]|en enkelt|ét|én|to|tre|fire) (?:borgere?|børn|barn|sag|sager|familier?|afgørelser?)(?!\p{L})/giu;

export function looksLikeCpr(text: string): boolean {
  return text.search(cpr) >= 0;
}

/** As a letter’s links are read out when their words hide where they lead. */
const hiddenLink = /\[skjult link: [^\]]*\]/g;

/** Everything found, each kind once with its places in the text; empty when there is nothing to clear. */
export function screen(typeset: string): { kind: ScreeningKind; found: string[] }[] {
  // A line break in the middle of a number hides nothing.
  const text = typeset.replaceAll(/\s+/g, ' ');
  const all: { kind: ScreeningKind; found: string[] }[] = [
    { kind: 'cpr', found: matches(text, cpr) },
    { kind: 'telefon', found: matches(text, phone) },
    { kind: 'mail', found: matches(text, mail).filter((address) => !sharedMailbox.test(address)) },
    { kind: 'småtal', found: matches(text, smallNumber) },
    { kind: 'link', found: matches(text, hiddenLink) },
  ];
  return all.filter((each) => each.found.length > 0);
}

function matches(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[0]))];
}
