// What a person could type to be more than text in a card of Teams.

/** Each would be a link, a mention, formatting, a list, a date or a picture where it is taken for markdown, HTML or a macro. */
export const cardAttacks: readonly string[] = [
  '**fed** __fed__ *kursiv* _kursiv_ ~~streget~~ `kode`',
  '[Godkend her](http://evil.dk)',
  '[x][1]\n\n[1]: http://evil.dk',
  '![x](http://evil.dk/x.png)',
  'https://evil.dk/?a=1&b=<2> www.evil.dk evil.dk a@evil.dk',
  '<a href="http://evil.dk">x</a>',
  '<at>Anna Berg</at>',
  '<at id="29:1">alle</at> @Anna',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '&lt;b&gt;fed&lt;/b&gt; &nbsp; &#42;x&#42;',
  '{{DATE(2025-01-01T00:00:00Z, LONG)}}',
  '{{{TIME(2025-01-01T00:00:00Z)}}} {{DATE(2025-01-01T00:00:00Z)}}',
  '# overskrift',
  'Titel\n===',
  '- punkt\n- punkt',
  '+ punkt',
  '1. punkt\r2. punkt',
  '2) punkt',
  '> citat',
  '| a | b |\n|---|---|',
  '---',
  '\\*x\\* \\\\',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what a card's template would fill in
  '${$root.token} ${if(true, 1, 2)}',
  '"},{"type":"Action.OpenUrl","url":"http://evil.dk"},{"',
];
