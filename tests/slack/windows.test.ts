// What comes in a window must not get lost there: files, long answers, slow ones, and what a half line brought along.
import { expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { letterInApproval, round } from '../support/round.ts';
import { controlsOf, wordsOf } from '../support/slack/controls.ts';
import { objectsAt } from '../support/slack/json-reading.ts';
import { register, secretariat } from '../support/slack/secretariat.ts';
import type { Person } from '../support/slack/slack-client.ts';
import type { ViewRecord } from '../support/slack/world.ts';

const { cards: said } = languages.da;

const slow: (() => void)[] = [];
const s = secretariat({
  start: '2025-02-12 09:00',
  later(_, work) {
    slow.push(work);
    return () => slow.splice(slow.indexOf(work), 1);
  },
});
const anna = (): Person => s.office.client.as('USAGSBEHANDLER');
const words = (view: ViewRecord): string => wordsOf(objectsAt(view.source, 'blocks'));
const labels = (view: ViewRecord): string[] =>
  controlsOf(objectsAt(view.source, 'blocks')).flatMap((each) => each.labels.slice(-1));
const direct = () => s.office.fake.posts(anna().dmChannel);
const filesInMessages = () => direct().flatMap((post) => post.files.map(({ name }) => name));
const letter = (name: string) =>
  s.office.fake.addFile({ name, user: 'USAGSBEHANDLER', bytes: Buffer.from('Vi siger nej.') });

it('a half line with a file keeps the file, through its button and its form', async () => {
  await s.tell(...round);
  await s.after(anna().dm('svar Vejen', { files: [letter('svar på tilbud.pdf'.normalize('NFD'))] }));
  const [post] = direct().slice(-1);
  if (!post) throw new Error('no answer');
  await s.after(anna().press(post, said.fillIn));
  expect(words(anna().view())).toContain('svar på tilbud.pdf');
  await anna().fill(anna().view(), { Svar: 'nej' });
  await s.after(anna().submit(anna().view()));
  expect(s.recorded()).toContain('letter-received');
});

it('a file by a name that looks like what a button carries is carried like any other', async () => {
  await s.tell(...round);
  await s.after(anna().dm('svar Vejen', { files: [letter('a"]] b [[.pdf')] }));
  const [post] = direct().slice(-1);
  if (!post) throw new Error('no answer');
  await s.after(anna().press(post, said.fillIn));
  await anna().fill(anna().view(), { Svar: 'nej' });
  await s.after(anna().submit(anna().view()));
  expect(s.recorded()).toContain('letter-received');
});

it('two commands that Slack gave no name are two', async () => {
  await s.tell(...round);
  const nameless = s.office.client.as('USAGSBEHANDLER', {
    change: ({ trigger_id: _, ...payload }) => payload,
  });
  await nameless.slash('/taskforce', 'rykker Vejen');
  await nameless.slash('/taskforce', 'notat Vejen note="ringer i morgen"');
  expect(s.recorded().filter((type) => type === 'contact-noted')).toHaveLength(2);
});

it('an answer in a window hands out its files as a line does', async () => {
  await s.tell(...round, ...letterInApproval);
  await anna().slash('/taskforce', 'vis', { channel: register });
  const [asked = ''] = labels(anna().view());
  await anna().fill(anna().view(), { [asked]: 'Brev-1' });
  await s.after(anna().submit(anna().view()));
  expect(words(anna().view())).toContain(said.filesInMessage);
  expect(filesInMessages()).not.toEqual([]);
});

it('a slow submission with a wrong date shows the form again, filled in, with the reason above it', async () => {
  await s.tell(...round);
  await anna().slash('/taskforce', 'svar Vejen nej dato=<dato>');
  const form = anna().view();
  await anna().fill(form, { Dato: '2031-01-01' });
  // Whom Slack told of is asked about again after five minutes.
  await s.office.at('2025-02-12 09:10');
  const held = s.office.fake.next('users.info', { fault: 'hang' });
  slow.length = 0;
  const sent = anna().submit(form);
  await s.office.fake.until(() => held.struck() > 0);
  for (const work of slow.splice(0)) work();
  await sent;
  held.release();
  await s.office.quiet();
  expect(words(anna().view())).toContain('2031');
  expect(s.recorded()).not.toContain('answer-recorded');
});

it('what cannot be shared where the bot is no member is told, not lost', async () => {
  await s.tell(...round);
  s.office.fake.addChannel({ id: 'CUDEN', members: ['USAGSBEHANDLER'], withoutBot: true });
  const { shown } = await anna().slash('/taskforce', 'overblik 2025', { channel: 'CUDEN' });
  if (!shown) throw new Error('no answer');
  await s.after(anna().press(shown, said.share));
  const answers = [...s.office.fake.responses, ...s.office.fake.ephemerals].map((each) =>
    JSON.stringify(each),
  );
  expect(answers.some((each) => each.includes('Invitér') || each.includes('gæster'))).toBe(true);
});
