// Every command that the core has, in both languages, on registers of three sizes and with hostile words: Slack would take
// every block of the answer, nothing in it is more than text, and every button is there.
import { beforeAll, describe, expect, it } from 'vitest';
import { renderMessages, renderSurface } from '../../adapters/slack/render.ts';
import type { Answer } from '../../src/answers.ts';
import { commands } from '../../src/commands/index.ts';
import { languages } from '../../src/language/index.ts';
import type { Locale } from '../../src/ports.ts';
import { quote } from '../../src/tokens.ts';
import type { View } from '../../src/view/nodes.ts';
import type { PlayedBot } from '../support/played-bot.ts';
import { blockProblems } from '../support/slack/block-kit.ts';
import { mrkdwnAttacks, typeable, unevenText } from '../support/slack/hostile.ts';
import { lostWords, meaningsIn, mrkdwnIn, pressable, richMeaningsIn } from '../support/slack/read-blocks.ts';
import { openRegister, playStory, type Size } from '../support/slack/registers.ts';

const locales: readonly Locale[] = ['da', 'en'];
const token = (line: string) => `f1.${Buffer.from(line).toString('base64url')}`;

/** All that is wrong with how Slack would get the view. */
function problemsOf(view: View, locale: Locale): string[] {
  const drawing = { token, t: languages[locale] };
  const messages = renderMessages(view, drawing);
  const all = messages.flatMap((message) => message.blocks);
  const surface = renderSurface(view, drawing);
  const pressed = pressable(all);
  const tokens = view.flatMap((node) =>
    'actions' in node ? node.actions.map(({ line }) => token(line)) : [],
  );
  return [
    ...messages.flatMap(({ blocks }) => blockProblems(blocks, 'message')),
    ...blockProblems(surface.blocks, 'modal'),
    ...blockProblems(surface.blocks, 'home'),
    ...messages.flatMap(({ text }) => textProblems(text)),
    ...[...all, ...surface.blocks].flatMap((block) => [
      ...mrkdwnIn(block).map((text) => `mrkdwn: ${text}`),
      ...richMeaningsIn(block).map((kind) => `a ${kind} in rich text`),
    ]),
    ...lostWords(view, all).map((word) => `lost: ${word}`),
    ...tokens.filter((each) => each.length <= 2_000 && !pressed.includes(each)).map((each) => `no ${each}`),
  ];
}

function textProblems(text: string): string[] {
  return [
    ...(text.trim() === '' || text.length > 3_000 ? [`text of ${text.length}`] : []),
    ...(/\p{Cs}/u.test(text) ? ['a lone surrogate'] : []),
    ...(/:[\w+'-]+:/.test(text) ? ['an emoji'] : []),
    ...meaningsIn(text)
      .filter((each) => each !== 'emoji')
      .map((each) => `a ${each} in ${text}`),
  ];
}

/** Each command as its help shows it, without its arguments, with hostile words in its place, and its own help. */
function linesFor(locale: Locale): string[] {
  return commands.flatMap((command, index) => {
    const name = locale === 'da' ? command.name : command.alias;
    const typed = typeable[index % typeable.length] ?? '';
    return [
      command.example,
      name,
      `${locale === 'da' ? 'hjælp' : 'help'} ${name}`,
      command.example.replace(/"[^"]*"/g, () => quote(typed)),
      `${name} ${quote(typed)} grund=${quote(typed)}`,
    ];
  });
}

async function answers({ bot }: PlayedBot, lines: readonly string[], locale: Locale): Promise<Answer[]> {
  const all: Answer[] = [];
  for (const [index, input] of lines.entries()) {
    const openFile = async (name: string) => ({ name, mediaType: '', bytes: Buffer.from(`Brev: ${name}`) });
    const cause = `${locale}-${index}`;
    all.push(await bot.run({ input, actor: 'sagsbehandler', via: 'slack', cause, locale, openFile }));
  }
  return all;
}

const problemsIn = (all: readonly Answer[], locale: Locale) =>
  all.flatMap(({ command, view }) => problemsOf(view, locale).map((problem) => `${command}: ${problem}`));

describe.each<Size>(['empty', 'usual', 'huge'])('on a register that is %s', (size) => {
  let played: PlayedBot;
  beforeAll(async () => {
    played = await openRegister(size, typeable);
  }, 120_000);

  it.each(locales)('every command answers what Slack takes (%s)', async (locale) => {
    const all = await answers(played, linesFor(locale), locale);
    expect(new Set(all.map((answer) => answer.command)).size).toBeGreaterThan(commands.length - 1);
    expect(problemsIn(all, locale)).toEqual([]);
  });
});

describe('a story', () => {
  it.each(['2025', 'a-year'])('is told and reminded of in blocks that Slack takes (%s)', async (name) => {
    for (const locale of locales) {
      const lines = await playStory(`tests/stories/${name}.txt`, locale);
      expect(lines.filter(({ answer }) => answer.ok).length).toBeGreaterThan(20);
      expect(
        problemsIn(
          lines.map(({ answer }) => answer),
          locale,
        ),
      ).toEqual([]);
      const messages = lines.flatMap((line) => line.messages);
      expect(messages.flatMap(({ view }) => problemsOf(view, locale))).toEqual([]);
      if (name === 'a-year') expect(messages.length).toBeGreaterThan(20);
    }
  });
});

describe('hostile words', () => {
  const everywhere = (text: string): View => [
    { kind: 'heading', text },
    { kind: 'heading', text: `${text} ${'ord '.repeat(60)}` },
    { kind: 'text', text },
    { kind: 'facts', facts: [{ label: text, value: text }] },
    { kind: 'facts', facts: [{ label: text, value: `${text} ${'ord '.repeat(600)}` }] },
    { kind: 'list', items: [text, text] },
    { kind: 'table', columns: [text, 'b'], rows: [[text, text]] },
    { kind: 'table', columns: [text, 'b'], rows: [[text, text]] },
    { kind: 'notice', tone: 'done', text },
    { kind: 'notice', tone: 'warning', text },
    { kind: 'notice', tone: 'refusal', text },
    {
      kind: 'task',
      text,
      about: text,
      actions: ['a', 'b', 'c', 'd', 'e'].map((line) => ({ label: text, line })),
    },
    { kind: 'divider' },
    { kind: 'actions', actions: [{ label: `${text} ${'ord '.repeat(30)}`, line: text }] },
    { kind: 'actions', actions: [{ label: text, line: `${text}${'x'.repeat(2_100)}` }] },
  ];

  it.each([
    ['that Slack would take for more', mrkdwnAttacks],
    ['that are counted or cut with care', unevenText],
  ])('%s are nothing but words, wherever they stand', (_, attacks) => {
    for (const text of attacks) expect(problemsOf(everywhere(text), 'da'), JSON.stringify(text)).toEqual([]);
  });

  it('would be a mention if the notification were not escaped', () => {
    expect(meaningsIn('<!channel> <@U1> <#C1|x> <http://evil|x> *fed* `kode`')).toEqual([
      'command',
      'user',
      'channel',
      'url',
      'bold',
      'code',
    ]);
  });
});
