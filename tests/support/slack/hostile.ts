// What a person could type to be more than text in Slack, or to break where text is counted and cut.

/** Each would be a mention, a channel, a link, an emoji or formatting if it were taken for mrkdwn. */
export const mrkdwnAttacks: readonly string[] = [
  '<!channel>',
  '<!here|here>',
  '<!everyone>',
  '<@U1>',
  '<@U0123ABC|anna>',
  '<#C1|generelt>',
  '<!subteam^S1|alle>',
  '<!date^0^{date}|x>',
  '<http://evil|x>',
  '<mailto:a@evil.dk|x>',
  '&lt;!here&gt;',
  '&amp;lt;!here&amp;gt;',
  '@everyone @here @channel #general',
  '*fed* _kursiv_ ~streget~ `kode`',
  '```\nblok <!channel>\n```',
  '> citat <@U1>',
  ':smile: :+1: :flag-dk:',
  'https://evil.dk/?a=1&b=<2> www.evil.dk',
  '*',
  '`',
  '<',
  '<!channel',
  '<<!channel>>',
  '\\<!channel\\>',
  '=HYPERLINK("http://evil")',
];

/** Each is counted, cut or shown wrongly by code that takes a string for a row of characters. */
export const unevenText: readonly string[] = [
  '\uD800',
  'a\uDC00b\uD83D',
  '\u202Eletsov\u202C',
  '\u2066isoleret\u2069',
  '\u200B\u200D\uFEFF',
  'a\u200Bb',
  'nul\u0000 klokke\u0007 esc\u001B[31m',
  'linje\r\nlinje\rlinje\u2028linje\u0085slut',
  '👩‍👩‍👧‍👦'.repeat(30),
  '🇩🇰'.repeat(50),
  `z${'\u0301'.repeat(400)}`,
  'æøå ÆØÅ é',
  '&<>'.repeat(200),
  ' ',
  '\t\n ',
];

/** As `tokenise` lets it through: what can really come out of the core again. */
export const typeable: readonly string[] = mrkdwnAttacks.filter(
  (each) => !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(each),
);
