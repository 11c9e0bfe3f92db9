// Activities written by hand: what no client of Teams would send, or would send twice, signed as Teams signs.
import { createHttpServer } from '../../../adapters/shared/http-server.ts';
import type { Message } from './fake-connector-world.ts';
import { bearer } from './identity.ts';
import { activityOf, botMention, type Invoked, type Line } from './teams-line.ts';
import type { TeamsOffice } from './teams-office.ts';
import { sendTo } from './teams-requests.ts';
import { buttonsIn, cardOf, type Json, jsonOf } from './teams-screen.ts';

export interface Raw {
  /** Their own chat with the bot. */
  readonly chat: string;
  /** As the person's client would send it, with an id of its own, but for what is changed. */
  activity(type: string, changed?: Json, conversation?: string): Json;
  /** The same activity as often as it is sent: each is a delivery. */
  deliver(activity: Json | string): Promise<Invoked>;
  /** The same, until all that came of it is done. */
  send(activity: Json | string): Promise<Invoked>;
  /** In their own chat. */
  says(text: string, changed?: Json): Promise<Invoked>;
  /** In a channel's or chat's conversation, with a mention of the bot before it. */
  mentions(conversation: string, text: string, changed?: Json): Promise<Invoked>;
  invokes(name: string, value: unknown, changed?: Json, conversation?: string): Promise<Invoked>;
  /** The activity of a press on that card. `data` is what is filled in, or forged. */
  press(on: Message, title: string, data?: Json, changed?: Json): Json;
}

let count = 0;

export function handSender(office: TeamsOffice, name: string): Raw {
  const { fake, files, parts, faults } = office;
  const person = fake.world.people.get(name) ?? fake.world.people.get(`29:${name}`);
  if (!person) throw new Error(`nobody called ${name}`);
  const who = person;
  const chat = fake.personal(who).id;
  const now = () => Date.parse(parts.clock.now());

  async function deliver(body: Json | string): Promise<Invoked> {
    const server = createHttpServer({ port: 0, onFault: (error, kind) => void faults.push([kind, error]) });
    server.route('/api/messages', (request, response) => office.teams.handle(request, response));
    await server.start();
    // Waits move the played time on: by a month at most.
    const seconds = Math.floor(now() / 1_000);
    const claims = { nbf: seconds - 60, exp: seconds + 2_600_000, serviceurl: fake.serviceUrl };
    const answer = await sendTo(server.port ?? 0, body, { authorization: bearer(claims) });
    await server.stop();
    return { status: answer.status, body: answer.body === '' ? {} : jsonOf(JSON.parse(answer.body)) };
  }

  async function send(body: Json | string): Promise<Invoked> {
    const answer = await deliver(body);
    await office.quiet();
    return answer;
  }

  const line: Line = {
    parts: { fake, files, now, port: () => 0, quiet: () => office.quiet() },
    fresh: () => String(1_650_000_000_000 + ++count),
    send,
    act: (_, work) => work(),
    notes: (_, work) => work(),
    flash: () => undefined,
  };
  const activity = (type: string, changed: Json = {}, conversation = chat) =>
    activityOf(line, who, type, conversation, changed);

  return {
    chat,
    activity,
    deliver,
    send,
    says: (text, changed = {}) => send(activity('message', { text, textFormat: 'plain', ...changed })),
    mentions: (conversation, text, changed = {}) => {
      const said = { text: `${botMention.text} ${text}`, entities: [botMention], ...changed };
      return send(activity('message', said, conversation));
    },
    invokes: (invoked, value, changed = {}, conversation = chat) =>
      send(activity('invoke', { name: invoked, value, ...changed }, conversation)),
    press(on, title, filled = {}, changed = {}) {
      const { verb, data, isDialog } = buttonOn(on, title);
      const all = { ...data, ...filled };
      const more = {
        name: isDialog ? 'task/fetch' : 'adaptiveCard/action',
        value: isDialog ? { data: all } : { action: { type: 'Action.Execute', verb, data: all } },
        replyToId: on.id,
        ...changed,
      };
      return activity('invoke', more, on.conversation);
    },
  };
}

/** What the button of that title sends. */
export function buttonOn(on: Pick<Message, 'activity'>, title: string) {
  const all = buttonsIn(cardOf(on));
  const found = all.find((each) => each.title === title);
  if (!found) throw new Error(`no button »${title}« among ${all.map((each) => each.title).join(', ')}`);
  const data = jsonOf(found.data);
  return { verb: String(found.verb ?? data.verb), data, isDialog: data.msteams !== undefined };
}
