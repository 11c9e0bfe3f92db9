// Every command that the core has, in both languages, on registers of three sizes and with hostile words: Slack would take
// every block of the answer, nothing in it is more than text, and every button is there.
import { beforeAll, describe, expect, it } from 'vitest';
import { renderMessages, renderSurface } from '../../adapters/slack/render.ts';
import { commands } from '../../src/commands/index.ts';
import { languages } from '../../src/language/index.ts';
import type { Locale } from '../../src/ports.ts';
import type { View } from '../../src/view/nodes.ts';
import { everyAnswer, everywhere, locales, problemsIn, token } from '../support/every-command.ts';
import { typeable, unevenText } from '../support/hostile.ts';
import type { PlayedBot } from '../support/played-bot.ts';
import { openRegister, playStory, type Size } from '../support/registers.ts';
import { blockProblems } from '../support/slack/block-kit.ts';
import { mrkdwnAttacks } from '../support/slack/hostile.ts';
import { lostWords, meaningsIn, mrkdwnIn, pressable, richMeaningsIn } from '../support/slack/read-blocks.ts';
import { wantedIn } from '../support/view-words.ts';

const hostile = typeable(mrkdwnAttacks);

/** All that is wrong with how Slack would get the view. */
function problemsOf(view: View, locale: Locale): string[] {
  const drawing = { token, t: languages[locale] };
  const messages = renderMessages(view, drawing);
  const all = messages.flatMap((message) => message.blocks);
  const surface = renderSurface(view, drawing);
  const pressed = pressable(all);
  const wanted = wantedIn(view, token, 2_000).pressed;
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
    ...wanted.filter((each) => !pressed.includes(each)).map((each) => `no ${each}`),
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

describe.each<Size>(['empty', 'usual', 'huge'])('on a register that is %s', (size) => {
  let played: PlayedBot;
  beforeAll(async () => {
    played = await openRegister(size, hostile);
  }, 120_000);

  it.each(locales)('every command answers what Slack takes (%s)', async (locale) => {
    const all = await everyAnswer(played, { via: 'slack', locale, hostile });
    expect(new Set(all.map((answer) => answer.command)).size).toBeGreaterThan(commands.length - 1);
    expect(problemsIn(all, locale, problemsOf)).toEqual([]);
  });
});

describe('a story', () => {
  it.each(['2025', 'a-year'])('is told and reminded of in blocks that Slack takes (%s)', async (name) => {
    for (const locale of locales) {
      const { told, messages } = await playStory(name, 'slack', locale);
      expect(told.filter(({ ok }) => ok).length).toBeGreaterThan(20);
      expect(problemsIn(told, locale, problemsOf)).toEqual([]);
      expect(messages.flatMap(({ view }) => problemsOf(view, locale))).toEqual([]);
      if (name === 'a-year') expect(messages.length).toBeGreaterThan(20);
    }
  });
});

describe('hostile words', () => {
  const bounds = { longFact: 600, columns: ['b'], longLine: 2_100 };

  it.each([
    ['that Slack would take for more', mrkdwnAttacks],
    ['that are counted or cut with care', unevenText],
  ])('%s are nothing but words, wherever they stand', (_, attacks) => {
    for (const text of attacks)
      expect(problemsOf(everywhere(text, bounds), 'da'), JSON.stringify(text)).toEqual([]);
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
