// Words that an operator has removed: nobody is shown them again, and everywhere it says that they were removed, when and why.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Bot } from '../../src/bot.ts';
import { plain } from '../../src/view/plain.ts';
import { shown, TwoWalls } from '../cards/two-walls.ts';
import { eventOf, freeTexts, remove, withoutRemoved } from './played-year.ts';

const grounds = 'borgmesterens søn Aksel går på skolen';
const why = 'navngiver et barn';
const gone = `[fjernet 3. februar 2025: ${why}]`;

let o: TwoWalls;
let lines = 0;

async function ask(line: string, as = 'sagsbehandler', on: Bot = o.bot): Promise<Answer> {
  const openFile = async (name: string) => ({ name, mediaType: '', bytes: Buffer.from('Vi siger nej tak.') });
  return on.run({ input: line, actor: as, via: 'console', cause: `spurgt-${++lines}`, openFile });
}

/** What somebody is told, taken or not. */
async function told(line: string, as?: string): Promise<string> {
  return plain((await ask(line, as)).view);
}

async function tell(...all: readonly string[]): Promise<void> {
  for (const each of all) {
    const [, as, line = each] = /^([a-zæøå]+): (.*)$/.exec(each) ?? [];
    await o.tell(line, as);
  }
}

/** From Vejen's refusal. */
async function removeGrounds(): Promise<void> {
  o.setClock('2025-02-03 09:00');
  const event = eventOf(o.bot.history(), 'answer-recorded', ({ data }) => data.says === 'no');
  await remove(o.parts, { event, field: 'reasons.0.words' }, why);
}

/** Another process, which has never had the words: the store has lost them. */
async function restarted(): Promise<void> {
  const events = await withoutRemoved(o.parts);
  expect(JSON.stringify(events)).not.toContain('Aksel');
  o.bot = await o.parts.createBot({ ledger: { ...o.parts.ledger, ...readOnly(events) } });
}

beforeEach(async () => {
  o = await TwoWalls.open();
  await tell(
    'opsæt kanal',
    `svar Vejen nej dato=29-01-2025 grund=overlap:"${grounds}" positivt="kommunen vil gerne spørges igen" brev=svar.pdf`,
    'svar Solrød ja',
  );
});

describe('a removed text', () => {
  it('is shown as removed, with day and reason, to a bot that runs as to one that starts', async () => {
    expect(await told('historik Vejen')).toContain(grounds);
    await removeGrounds();
    for (const open of [async () => undefined, restarted]) {
      await open();
      const history = await told('historik Vejen');
      expect(history).not.toContain('Aksel');
      expect(history).toContain(`Begrundelse: ${gone}.`);
      expect(history).toContain('Positivt: kommunen vil gerne spørges igen.');
      expect(await told('vis Vejen')).toContain(gone);
      expect(JSON.stringify([...o.bot.history(), o.bot.register()])).not.toContain('Aksel');
    }
  });

  it('goes from the card in the channel, too', async () => {
    const card = () => shown(o.slack, 'kanal C1')[0];
    expect(card()).toContain(grounds);
    await removeGrounds();
    await o.bot.settle();
    expect(card()).not.toContain('Aksel');
    expect(card()).toContain(gone);
  });

  it('is told in the history with whose act it was and why, once below what it concerns', async () => {
    await removeGrounds();
    const position = o.bot.history().findIndex(({ type }) => type === 'answer-recorded') + 1;
    const history = (await told('historik Vejen')).split('\n');
    expect(history.filter((each) => each.includes('Ord i E-'))).toEqual([
      expect.stringContaining(
        `03-02-2025 kl. 09.00 af driften · Ord i E-${position} er fjernet. Begrundelse: ${why}.`,
      ),
    ]);
    expect(await told('historik Solrød')).not.toContain('Ord i E-');
  });

  it('is shown in English to a reader of English', async () => {
    await removeGrounds();
    const answer = await o.bot.run({
      input: 'history Vejen',
      actor: 'sagsbehandler',
      via: 'console',
      cause: 'en',
      locale: 'en',
      openFile: async () => undefined,
    });
    expect(plain(answer.view)).toContain(`[removed 3 February 2025: ${why}]`);
    expect(plain(answer.view)).toContain('by operations · Words in E-');
  });

  it('is shown without a day where the store lacks the words and no removal is recorded', async () => {
    const [place] = freeTexts(o.bot.history()).filter(({ text }) => text === grounds);
    const events = o.bot
      .history()
      .map((event) =>
        event === place?.event
          ? JSON.parse(JSON.stringify(event).replace(/,"text":"borgmesteren[^"]*"/, ''))
          : event,
      );
    const bot = await o.parts.createBot({ ledger: { ...o.parts.ledger, ...readOnly(events) } });
    const answer = await ask('historik Vejen', 'sagsbehandler', bot);
    expect(plain(answer.view)).toContain('Begrundelse: [fjernet].');
  });

  it('is not said again to whom a platform repeats the message that brought it', async () => {
    const ask = (cause: string) =>
      o.bot.run({
        input: `notat Solrød note="Aksels mor har ringet"`,
        actor: 'sagsbehandler',
        via: 'slack',
        cause,
        openFile: async () => undefined,
      });
    await ask('notat-1');
    await remove(o.parts, { event: eventOf(o.bot.history(), 'contact-noted'), field: 'note' }, why);
    await told('overblik 2025');
    const { view, events } = await ask('notat-1');
    expect(plain(view)).toContain(`[fjernet 30. januar 2025: ${why}]`);
    expect(JSON.stringify([view, events])).not.toContain('Aksel');
  });

  it('is taken back by nobody', async () => {
    await removeGrounds();
    await told('overblik 2025');
    const position = o.bot.history().findIndex(({ type }) => type === 'text-redacted') + 1;
    expect(await ask(`fortryd E-${position}`)).toMatchObject({ ok: false, code: 'not-your-recording' });
  });

  it('whose removal is itself cleared of its reason is shown without one', async () => {
    await removeGrounds();
    await told('overblik 2025');
    const event = eventOf(o.bot.history(), 'text-redacted');
    await remove(o.parts, { event, field: 'reason' }, 'grunden sagde for meget');
    const history = await told('historik Vejen');
    expect(history).not.toContain(why);
    expect(history).toContain('Begrundelse: [fjernet 3. februar 2025].');
    expect(history).toContain('Begrundelse: [fjernet 3. februar 2025: grunden sagde for meget].');
  });

  it('stays removed in the register as it was on an earlier day', async () => {
    await removeGrounds();
    expect(await told('pr 31-01-2025 historik Vejen')).not.toContain('Aksel');
  });

  it('that a correction brought is gone from what it corrected', async () => {
    const position = o.bot.history().findIndex(({ type }) => type === 'answer-recorded') + 1;
    await tell(`ret E-${position} positivt="spørg hos Aksels mor" grund="tastefejl"`, 'bekræft C-1');
    expect(await told('vis Vejen')).toContain('Aksels mor');
    await remove(o.parts, { event: eventOf(o.bot.history(), 'fact-corrected'), field: 'value' }, why);
    expect(await told('vis Vejen')).not.toContain('Aksels mor');
    expect(await told('vis Vejen')).toContain(`Positivt: [fjernet 30. januar 2025: ${why}].`);
  });

  it('that was to be confirmed must be written again', async () => {
    const position = o.bot.history().findIndex(({ type }) => type === 'answer-recorded') + 1;
    await tell(`ret E-${position} positivt="spørg hos Aksels mor" grund="tastefejl"`);
    await remove(o.parts, { event: eventOf(o.bot.history(), 'confirmation-asked'), field: 'line' }, why);
    expect(await ask('bekræft C-1')).toMatchObject({ ok: false, code: 'facts-changed' });
  });
});

describe('a removed reason', () => {
  beforeEach(() =>
    tell('udkast orientering 2025 sag="2025 - 1234"', 'godkendelse start Brev-1 holdt-op-mod-brevet=ja'),
  );

  it('is shown as removed in the reminder, on the task’s page and in the approval', async () => {
    await tell('kontorchef: returnér Brev-1 "spørg Aksels mor"');
    o.setClock('2025-01-31 08:30');
    await remove(o.parts, { event: eventOf(o.bot.history(), 'approval-returned'), field: 'reason' }, why);
    await o.bot.tick();
    const removed = `»[fjernet 31. januar 2025: ${why}]«`;
    expect(shown(o.slack, 'sagsbehandler').join()).toContain(`returneret Brev-1 med grunden ${removed}.`);
    expect(await told('godkendelse vis Brev-1')).toContain(`med grunden ${removed}.`);
  });

  it('is not posted again when a reminder that quoted it is changed', async () => {
    await tell('kontorchef: returnér Brev-1 "spørg Aksels mor"');
    await o.at('2025-01-31 08:30');
    const quoting = ([, text]: [string, string], index: number) =>
      o.slack.posted[index] === 'sagsbehandler' && text.includes('spørg Aksels mor');
    const [reminder = ''] = [...o.slack.posts].find(quoting) ?? [];
    expect(o.slack.posts.get(reminder)).toContain('Vejen');
    await remove(o.parts, { event: eventOf(o.bot.history(), 'approval-returned'), field: 'reason' }, why);
    const before = o.slack.updates.length;
    await tell('journalisér Vejen dato=31-01-2025');
    const changed = o.slack.updates.slice(before);
    expect(changed).not.toEqual([]);
    expect(changed).not.toContain(reminder);
    expect(await o.bot.shownAt(reminder)).toBeUndefined();
  });

  it('is shown as removed where a task was handed over, a deadline set, a task closed, an approval proven', async () => {
    const task = 'Vejen-børn-2025/journalisering';
    await tell(
      `overdrag ${task} leder grund="Aksel 1"`,
      `leder: frist sæt ${task} 20-02-2025 grund="Aksel 2"`,
    );
    await tell('godkend Brev-1 af=kontorchef bevis="Aksel 3"');
    const removeAll = async () => {
      for (const place of freeTexts(o.bot.history()).filter(({ text }) => /^Aksel \d$/.test(text)))
        await remove(o.parts, place, why);
    };
    await removeAll();
    const removed = `[fjernet 30. januar 2025: ${why}]`;
    expect(await told('frister dage=60', 'leder')).toContain(`har givet dig den: »${removed}«`);
    expect(await told(`forklar ${task}`)).toContain(`med grunden »${removed}«`);
    expect(await told('godkendelse vis Brev-1')).toContain(`(uden for botten: ${removed})`);
    await tell(`leder: frist luk ${task} grund="Aksel 4"`);
    await removeAll();
    expect(await told(`forklar ${task}`)).toContain(`med grunden »${removed}«`);
    expect(JSON.stringify((await ask(`forklar ${task}`)).data)).toContain(removed);
  });
});

function readOnly(events: readonly unknown[]) {
  return {
    read: async (after: number) => events.slice(after) as never,
    head: () => ({ version: events.length, hash: '' }),
  };
}
