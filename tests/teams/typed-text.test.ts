// What somebody typed in Teams, as it was meant: mentions, tags and marks of the editor, and what only looks like them.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isMentioned, typedText } from '../../adapters/teams/typed-text.ts';
import { cardAttacks } from '../support/teams/hostile.ts';

const bot = '28:bot';
const mention = (text: unknown, id: unknown, name?: unknown) => ({
  type: 'mention',
  text,
  mentioned: { id, name },
});
const own = mention('<at>Forløbsvagten</at>', bot, 'Forløbsvagten');
const maja = mention('<at>Maja Holm</at>', '29:maja', 'Maja Holm');
const read = (text: unknown, entities: unknown = []) =>
  typedText({ recipient: { id: bot }, text, entities }, (user) => (user === '29:maja' ? 'maja' : undefined));

describe('a mention', () => {
  test.each([
    [
      'of the bot is nothing of the line, wherever it stands',
      '<at>Forløbsvagten</at> vis Brev-1',
      [own],
      'vis Brev-1',
    ],
    [
      'of the bot, twice, is nothing of it',
      'vis <at>Forløbsvagten</at> Brev-1 <at>Forløbsvagten</at>',
      [own],
      'vis Brev-1',
    ],
    [
      'of the bot by several entities is nothing of it',
      '<at>Forløbsvagten</at>&nbsp;<at>F</at> vis',
      [own, mention('<at>F</at>', bot)],
      'vis',
    ],
    [
      'of somebody of the directory is their name there',
      'overdrag x til <at>Maja Holm</at>',
      [maja],
      'overdrag x til maja',
    ],
    [
      'of somebody else is the name that Teams shows',
      'ring til <at>Per</at>',
      [mention('<at>Per</at>', '29:per', 'Per')],
      'ring til Per',
    ],
    [
      'of somebody with the bot’s name is that name',
      'ring til <at>Forløbsvagten</at>',
      [mention('<at>Forløbsvagten</at>', '29:per', 'Forløbsvagten')],
      'ring til Forløbsvagten',
    ],
    ['typed by hand is the words that it is', '<at>Forløbsvagten</at> vis', [], 'Forløbsvagten vis'],
    ['with an id typed by hand is the words that it is', '<at id="28:bot">Maja</at> vis', [], 'Maja vis'],
    [
      'of a name like a pattern is that name, in quotes',
      'til <at>x</at>',
      [mention('<at>x</at>', '29:per', '$& $1 $`')],
      'til "$& $1 $`"',
    ],
    [
      'of a name with quotes, a line break and an equals sign is one word of one line',
      'til <at>x</at>',
      [mention('<at>x</at>', '29:per', 'A "B"\nC=d')],
      'til "A \'B\' C=d"',
    ],
    [
      'of somebody else with several names is one word of the line',
      'fravær <at>Karen Kontorchef</at> fra=2025-03-02',
      [mention('<at>Karen Kontorchef</at>', '29:karen', 'Karen Kontorchef')],
      'fravær "Karen Kontorchef" fra=2025-03-02',
    ],
    [
      'of somebody else within quotes ends none of them',
      'notat Vejen note=&quot;ringede til <at>Karen Kontorchef</at>&quot;',
      [mention('<at>Karen Kontorchef</at>', '29:karen', 'Karen Kontorchef')],
      'notat Vejen note="ringede til Karen Kontorchef"',
    ],
    ['that stands nowhere in the text changes nothing', 'vis Brev-1', [maja, own], 'vis Brev-1'],
    ['of nobody changes nothing', '<at>x</at> vis', [mention('<at>x</at>', undefined)], 'x vis'],
    ['without its text changes nothing', 'vis', [mention(undefined, bot), mention('', bot)], 'vis'],
  ])('%s', (_, text, entities, meant) => expect(read(text, entities)).toBe(meant));

  test.each<[string, unknown, boolean]>([
    ['of the bot', [own], true],
    ['of the bot among others', [maja, own], true],
    ['of somebody else', [maja], false],
    [
      'of somebody with the bot’s name',
      [mention('<at>Forløbsvagten</at>', '29:per', 'Forløbsvagten')],
      false,
    ],
    ['of a bot whose id is a list', [mention('<at>F</at>', [bot])], false],
    ['by entities that are no list', { 0: own }, false],
    ['by an entity that is no mention', [{ ...own, type: 'clientInfo' }], false],
    ['by entities of null', [null], false],
  ])('%s: addressed to the bot is %s', (_, entities, isIt) =>
    expect(isMentioned({ recipient: { id: bot }, entities })).toBe(isIt),
  );
});

describe('the editor’s marks', () => {
  test.each([
    ['<p>svar Vejen ja</p>', 'svar Vejen ja'],
    ['<div><b>svar</b> <i>Vejen</i><br/>ja</div>', 'svar Vejen ja'],
    ['svar&nbsp;Vejen&nbsp;&nbsp;ja', 'svar Vejen ja'],
    ['notat Vejen note=&quot;a &amp; b&quot;', 'notat Vejen note="a & b"'],
    ['svar <kommune> <ja|nej>', 'svar <kommune> <ja|nej>'],
    ['&lt;p&gt;', '<p>'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['a < b og c > d', 'a < b og c > d'],
    ['<<p>p>', '< p>'],
    ['<p', '<p'],
    ['  svar\r\n\tVejen\u2028ja ', 'svar Vejen ja'],
    ['', ''],
  ])('%j is meant as %j', (typed, meant) => expect(read(typed)).toBe(meant));

  test.each([undefined, null, 7, {}, ['svar']])('a text that is %j is nothing', (text) =>
    expect(read(text)).toBe(''),
  );
});

describe('whatever is typed', () => {
  const part = fc.constantFrom(
    '<',
    '>',
    '<at>',
    '</at>',
    '<at id="1">',
    '<p>',
    '&lt;',
    '&amp;',
    'at',
    ' ',
    'x',
    '"',
    '=',
    ...cardAttacks,
  );
  const typed = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));

  it('is one line, without blanks around it', () => {
    fc.assert(
      fc.property(typed, (text) => {
        expect(read(text, [own, maja])).toMatch(/^(\S([^\n\r]*\S)?)?$/u);
      }),
      { seed: 20261123, numRuns: 500 },
    );
  });

  it('is read, however much of it there is', () => {
    for (const unit of ['<', '<p ', '<at ', '&', ' x', '<p><'])
      expect(read(unit.repeat(40_000), [own]).length, unit).toBeGreaterThan(30_000);
  });
});
