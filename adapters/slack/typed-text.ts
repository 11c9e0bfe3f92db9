// What somebody typed in Slack, as it was meant: Slack's own marks for people, channels, links and `& < >` taken back.

/** `mentioned` gives the bot's name for a user's id; others stay what Slack shows. */
export function typedText(
  text: string,
  mentioned: (user: string) => string | undefined = () => undefined,
): string {
  return text
    .replaceAll(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g, (_, mark: string, target: string, label?: string) => {
      if (mark === '@') return mentioned(target) ?? `@${label ?? target}`;
      if (mark === '#') return `#${label ?? target}`;
      if (mark === '!') return label ?? target;
      return label ?? target.replace(/^mailto:/, '');
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
