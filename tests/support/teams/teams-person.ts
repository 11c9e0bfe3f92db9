// One person at Teams: messages and their cards, the dialog that is open, what has been entered, and the files that go round.
import { type Message, type Person, rootOf } from './fake-connector-world.ts';
import { createDialogs, type Dialogs } from './teams-dialogs.ts';
import { createExchange, type Handed } from './teams-files.ts';
import { activityOf, botMention, type Invoked, type Line, threadOf } from './teams-line.ts';
import {
  buttonsIn,
  enteredAs,
  fieldsIn,
  filledIn,
  gathered,
  type Json,
  jsonOf,
  jsonsIn,
} from './teams-screen.ts';
import { createSight, type Screen } from './teams-sight.ts';

/** `missing`: what Teams itself says below fields that were left empty; then nothing was sent. */
export interface Pressed extends Invoked {
  readonly missing: readonly string[];
}

/** What goes with a message, beside any other field of its activity. */
export interface Writing extends Json {
  readonly files?: readonly Handed[];
  /** In a chat a quoted message, in a channel the post whose thread it is in. */
  readonly under?: Message;
}

export interface Pressing {
  /** The dialog, else the newest with such a button in `conversation`, which is the own chat unless told. */
  readonly on?: Screen | undefined;
  readonly conversation?: string;
  /** What is filled in before, as it is sent. */
  readonly inputs?: Json;
  /** A client that does not know universal actions. */
  readonly submits?: boolean;
}

type Values = Readonly<Record<string, string | readonly string[]>>;

export interface TeamsPerson extends Dialogs {
  readonly user: string;
  readonly name: string;
  /** Their own chat with the bot. */
  readonly chat: string;
  /** To the bot alone; the messages that came of it, wherever they are. */
  says(words: string, how?: Writing): Promise<readonly Message[]>;
  /** In a channel or chat, with a mention of the bot before it. */
  mentions(conversation: string, words: string, how?: Writing): Promise<readonly Message[]>;
  /** In a channel or chat, to the others; reaches the bot where a permission lets it hear everything. */
  remarks(conversation: string, words: string, how?: Writing): Promise<readonly Message[]>;
  /** What they wrote last is changed. */
  edits(words: string): Promise<readonly Message[]>;
  presses(title: string, how?: Pressing): Promise<Pressed>;
  /** Chooses in a menu, and sends it. */
  chooses(menu: string, choice: string, on?: Screen): Promise<Pressed>;
  /** In the fields with these words beside them: in the dialog, else on the newest form in their own chat. */
  fills(values: Values, on?: Screen): void;
  /** What stands in the fields, by the words beside them. */
  filled(on?: Screen): Readonly<Record<string, string>>;
  /** What is offered while they type a municipality. */
  typeahead(typed: string): Promise<readonly string[]>;
  invokes(name: string, value: unknown, more?: Json): Promise<Invoked>;
  event(type: string, more?: Json): Promise<void>;
  /** The answer to the question whether a file may be saved; the address it was to be put to. */
  consents(question: Message, action: 'accept' | 'decline'): Promise<string>;
  /** The words of everything that they see there, oldest first; in their own chat unless told. */
  reads(conversation?: string): readonly string[];
  /** The newest message there that says this. */
  told(words?: string, conversation?: string): Message;
  buttons(on?: Screen): readonly string[];
  /** Of the newest message in their own chat unless told. */
  words(on?: Screen): string;
  /** As they see it; nothing of a message that has none. */
  card(on: Screen): Json;
  /** What a press said below its card last, or in the dialog's place. */
  readonly toast: string;
}

export function createPerson(person: Person, line: Line): TeamsPerson {
  const { fake } = line.parts;
  const { name } = person;
  const chat = fake.personal(person).id;
  const exchange = createExchange(line);
  const dialogs = createDialogs(person, line);
  const sight = createSight(name, chat, line, dialogs);
  const { cardOn, enteredOn, shown, reads, newest, screenWith, fieldOn } = sight;
  let last: Json = {};
  let toast = '';

  const withField = (label: string) =>
    screenWith((card) => fieldsIn(card).some((each) => each.label === label), `field »${label}«`);

  function kindOf(conversation: string) {
    return fake.world.conversations.get(rootOf(conversation))?.kind;
  }

  function write(
    conversation: string,
    said: string,
    { files = [], under, ...more }: Writing,
    mentions: Json[],
  ) {
    const id = line.fresh();
    const kind = kindOf(conversation);
    const isQuote = kind !== 'channel' && under !== undefined;
    const there = kind === 'channel' ? threadOf(under ?? { id, conversation }) : conversation;
    const text = isQuote ? `<quoted messageId="${under.id}"/> ${said}` : said;
    const quotes = isQuote ? [{ type: 'quotedReply', quotedReply: { messageId: under.id } }] : [];
    const sent = files.map((file) => (kind === 'personal' ? exchange.sent(file) : exchange.linked(file)));
    const attachments = [{ contentType: 'text/html', content: `<p>${text}</p>` }, ...sent];
    const entities = [{ type: 'clientInfo', locale: 'da-DK' }, ...mentions, ...quotes];
    const content = { text, textFormat: 'plain', attachments, entities, id, ...more };
    last = activityOf(line, person, 'message', there, content);
    return deliver(last);
  }

  async function deliver(activity: Json): Promise<readonly Message[]> {
    const before = fake.everMade.length;
    const { status } = await line.send(activity);
    if (status !== 200) throw new Error(`Teams' message was answered with ${status}`);
    await line.parts.quiet();
    return fake.everMade.slice(before);
  }

  const invoke = (invoked: string, value: unknown, { conversation = chat, ...more }: Json = {}) =>
    line.send(activityOf(line, person, 'invoke', String(conversation), { name: invoked, value, ...more }));

  async function press(
    on: Screen,
    button: Json,
    { inputs = {}, submits = false }: Pressing,
  ): Promise<Pressed> {
    const own = submits ? jsonOf(button.fallback) : button;
    const sending = gathered(
      cardOn(on),
      own,
      new Map([
        ...enteredOn(on),
        ...Object.entries(inputs).map(([id, value]) => [id, String(value)] as const),
      ]),
    );
    if ('missing' in sending) return { status: 0, body: {}, missing: sending.missing };
    const data = { ...jsonOf(own.data), ...sending.inputs, ...inputs };
    if (on === 'dialog') return { ...(await dialogs.submit(data)), missing: [] };
    const where = { replyToId: on.id };
    const conversation = kindOf(on.conversation) === 'channel' ? threadOf(on) : on.conversation;
    if (own.type === 'Action.Execute')
      return { ...(await execute(on, own, data, conversation)), missing: [] };
    if (jsonOf(own.data).msteams !== undefined)
      return { ...(await dialogs.open(data, conversation, where)), missing: [] };
    await deliver(activityOf(line, person, 'message', conversation, { value: data, ...where }));
    return { status: 200, body: {}, missing: [] };
  }

  async function execute(
    on: Message,
    { title, verb }: Json,
    data: Json,
    conversation: string,
  ): Promise<Invoked> {
    const value = { action: { type: 'Action.Execute', title, verb, data }, trigger: 'manual' };
    const answer = await invoke('adaptiveCard/action', value, { conversation, replyToId: on.id });
    const { type, value: given } = answer.body;
    if (type === 'application/vnd.microsoft.card.adaptive') sight.replace(on, jsonOf(given));
    if (type === 'application/vnd.microsoft.activity.message') {
      toast = String(given);
      line.flash(name, toast);
    }
    return answer;
  }

  const spoken = (conversation: string) => rootOf(conversation).replace(/^19:(.*)@thread.*$/, '#$1');
  const clips = ({ files = [] }: Writing) => files.map((file) => ` 📎 ${file.name}`).join('');

  const { dialog, hasDialog, closes, opens, extension } = dialogs;

  return {
    dialog,
    hasDialog,
    closes,
    opens,
    extension,
    user: person.id,
    name,
    chat,
    get toast() {
      return dialogs.said() ?? toast;
    },
    says: (words, how = {}) =>
      line.act(`${name} til Forløbsvagten: ${words}${clips(how)}`, () => write(chat, words, how, [])),
    mentions: (conversation, words, how = {}) =>
      line.act(`${name} i ${spoken(conversation)}: @Forløbsvagten ${words}${clips(how)}`, () =>
        write(conversation, `${botMention.text} ${words}`, how, [botMention]),
      ),
    remarks: (conversation, words, how = {}) =>
      line.act(`${name} i ${spoken(conversation)}: ${words}${clips(how)}`, () =>
        write(conversation, words, how, []),
      ),
    edits: (words) =>
      line.act(`${name} retter beskeden: ${words}`, () => {
        const channelData = { ...jsonOf(last.channelData), eventType: 'editMessage' };
        const timestamp = new Date(line.parts.now() + 1_000).toISOString();
        return deliver({ ...last, type: 'messageUpdate', text: words, channelData, timestamp });
      }),
    presses(title, how = {}) {
      const has = (card: Json) => buttonsIn(card).some((each) => each.title === title);
      const on = how.on ?? screenWith(has, `button »${title}«`, how.conversation);
      const found = buttonsIn(cardOn(on)).find((each) => each.title === title);
      if (!found) throw new Error(`no button »${title}« among ${titlesOf(cardOn(on)).join(', ')}`);
      return line.act(`${name} trykker [${title}]`, () => press(on, found, how));
    },
    chooses(menu, choice, on = withField(menu)) {
      const field = fieldOn(on, menu);
      enteredOn(on).set(String(field.id), enteredAs(field, choice));
      const own = buttonsIn(cardOn(on)).find(({ data }) => jsonOf(data).menu === field.id);
      if (!own) throw new Error(`nothing sends the choice in »${menu}«`);
      return line.act(`${name} vælger ${choice} i [${menu}]`, () => press(on, own, {}));
    },
    fills(values, on) {
      line.notes(`${name} udfylder ${Object.keys(values).join(', ')}`, () => {
        for (const [label, value] of Object.entries(values)) {
          const screen = on ?? withField(label);
          const field = fieldOn(screen, label);
          enteredOn(screen).set(String(field.id), enteredAs(field, value));
        }
      });
    },
    filled: (on = screenWith((card) => fieldsIn(card).length > 0, 'form')) =>
      filledIn(cardOn(on), enteredOn(on)),
    async typeahead(typed) {
      const queryOptions = { skip: 0, top: 15 };
      const value = { queryText: typed, kind: 'search', queryOptions, dataset: 'kommuner' };
      const { body } = await invoke('application/search', value);
      return jsonsIn(jsonOf(body.value).results).map((each) => String(each.title));
    },
    invokes: (invoked, value, more) =>
      line.act(`${name} kalder ${invoked}`, () => invoke(invoked, value, more)),
    event: (type, { conversation = chat, ...more } = {}) =>
      line.act(`${type}: ${name}`, async () => {
        await line.send(activityOf(line, person, type, String(conversation), more));
      }),
    consents: (question, action) =>
      line.act(`${name} trykker [${action === 'accept' ? 'Tillad' : 'Afvis'}]`, async () => {
        const { value, uploadUrl } = exchange.consent(question, action);
        await invoke('fileConsent/invoke', value, { replyToId: question.id });
        return uploadUrl;
      }),
    reads,
    told(words = '', conversation = chat) {
      const found = fake.messages(conversation).findLast((message) => shown(message).includes(words));
      if (!found) throw new Error(`nothing says »${words}« to ${name}:\n${newest(conversation)}`);
      return found;
    },
    card: cardOn,
    buttons: (on = screenWith((card) => buttonsIn(card).length > 0, 'button')) => titlesOf(cardOn(on)),
    words: (on = fake.messages(chat).at(-1) ?? 'dialog') => shown(on),
  };
}

function titlesOf(card: Json): readonly string[] {
  return buttonsIn(card).map((each) => String(each.title));
}
