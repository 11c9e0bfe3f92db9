// Every way in is one way in: an invocation becomes a command, a decision, one commit, and an answer.
import { type Answer, alreadyDone, proposed, refused, success } from './answers.ts';
import { createBoard, type Noticeboard } from './board.ts';
import type { HolidayTable } from './calendar/danish-holidays.ts';
import { clockTime, localDate } from './calendar/time.ts';
import { createClaims } from './claims.ts';
import { type Command, type Context, type Place, type Reply, shownDigest } from './command.ts';
import { commands } from './commands/index.ts';
import { contextOf, tokensOf } from './context.ts';
import { attachments, withFiles } from './intake.ts';
import { Known, steadyNow, turns } from './known.ts';
import { languages } from './language/index.ts';
import { findCommand, parseArguments } from './parse.ts';
import { forbidden } from './permission.ts';
import type {
  Clock,
  Digest,
  Directory,
  Documents,
  Files,
  Ids,
  Ledger,
  LocalDate,
  Locale,
  Memory,
  Messenger,
  Opened,
  Person,
} from './ports.ts';
import { openRefusals } from './refusals.ts';
import type { Event, Proposal } from './register/events.ts';
import { isRefusal, refuse } from './register/refusal.ts';
import { admit } from './register/register.ts';
import type { Register } from './register/state.ts';
import { localeOf, metKey } from './register/users.ts';
import { renderDrafts } from './render-drafts.ts';
import { withAttached } from './sentences/attached.ts';
import { misspelt } from './sentences/misspelt.ts';
import { type Reading, readSentence } from './sentences/read-sentence.ts';
import { type World, worldOf } from './sentences/rule.ts';
import { createTicker, type Ticker } from './tick.ts';
import { lineOf, type Token } from './tokens.ts';
import { actions, text, type View } from './view/nodes.ts';

export type { Answer };

export interface Ports {
  readonly ledger: Ledger<Event>;
  readonly files: Files;
  readonly directory: Directory;
  readonly documents: Documents;
  readonly messenger: Messenger;
  /** The days off that this process was started with, if any; deadlines follow the ledger's. */
  readonly calendar: HolidayTable | null;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
  /** Where refusals are kept for other instances and the next start; in this process alone unless told. */
  readonly refusals?: Memory;
}

export interface Invocation {
  /** A line as typed, or the words that a shell has split. */
  readonly input: string | readonly string[];
  /** A person's id. */
  readonly actor: string;
  readonly via: Event['via'];
  /** The platform's id of the message or click: the same one is never done twice. */
  readonly cause: string;
  readonly locale?: Locale;
  /** The conversation it was written in. */
  readonly place?: Place;
  /** The same cause may come again on purpose: only what was recorded is remembered, no refusal. */
  readonly retried?: boolean;
  /** Names of files that came along: a single one is the letter that a sentence speaks of. */
  readonly attached?: readonly string[];
  /** What a file argument names. */
  openFile(name: string): Promise<Opened>;
}

export interface Bot extends Ticker, Noticeboard {
  run(invocation: Invocation): Promise<Answer>;
  /** Greets somebody who uses the bot there for the first time, in the language of the profile; undefined later on. */
  meet(person: Person, via: Event['via'], locale: Locale | null): Promise<View | undefined>;
  register(): Register;
  /** The Danish date by its clock. */
  today(): LocalDate;
  history(): readonly Event[];
}

/** Who says something, and how it came. */
interface Speaker {
  readonly invocation: Invocation;
  readonly person: Person;
  readonly people: readonly Person[];
  readonly locale: Locale;
}

interface Attempt extends Speaker {
  readonly command: Command;
  readonly args: Readonly<Record<string, unknown>>;
  readonly line: string;
}

type Fresh = ReturnType<Ids['fresh']>;

/** How often a decision is made anew when another instance wrote first; a tick of it writes twice a message. */
const attempts = 20;

export async function createBot(ports: Ports): Promise<Bot> {
  const known = new Known(await ports.ledger.read(0));
  const refusals = await openRefusals(ports.clock, ports.refusals);
  const inTurn = turns();
  const claims = createClaims(ports, known, inTurn);
  const ticker = createTicker(ports, known, claims, inTurn);
  const board = createBoard(ports, known, claims, inTurn);

  /** A redelivery must not succeed after the person saw no. */
  async function run(invocation: Invocation): Promise<Answer> {
    await catchUp();
    const work = () => understand(invocation);
    return invocation.retried ? work() : refusals.once(invocation.cause, work);
  }

  /** What another instance has written may be what refuses, or what allows. */
  async function catchUp(): Promise<void> {
    if (ports.ledger.head().version > known.history.length) await known.catchUp(ports.ledger);
  }

  async function meet(person: Person, via: Event['via'], locale: Locale | null): Promise<View | undefined> {
    await catchUp();
    const key = metKey(via, person.id);
    if (known.register.met.has(key)) return undefined;
    await claims.note({ type: 'person-met', data: { person: person.id, locale } }, `${key}:met`, via);
    const { cards } = languages[localeOf(known.register, person)];
    return [text(cards.welcome(person.name)), text(cards.welcomeHow('menu'))];
  }

  async function understand(invocation: Invocation): Promise<Answer> {
    const people = await ports.directory.people();
    const person = people.find((each) => each.id === invocation.actor);
    const locale = invocation.locale ?? (person ? localeOf(known.register, person) : 'da');
    const stranger = { typed: invocation.actor, known: people.map((each) => each.id) };
    if (!person) return refused(refuse('unknown-person', stranger, 'hjælp'), null, locale);
    const tokens = tokensOf(invocation.input);
    if (isRefusal(tokens)) return refused(tokens, null, locale);
    const speaker: Speaker = { invocation, person, people, locale };
    const today = localDate(ports.clock.now());
    let seen: World | undefined;
    const world = () => {
      seen ??= worldOf({ ...speaker, today, register: known.register, history: known.history });
      return seen;
    };
    const found = findCommand(commands, tokens);
    if (isRefusal(found)) {
      const reading = readSentence(tokens, world(), locale);
      if (reading) return asRead(reading, speaker);
      return refused(misspelt(tokens, world(), locale) ?? found, null, locale);
    }
    const { command, rest } = found;
    const no = forbidden(command, person);
    if (no) return refused(no, command, locale);
    const args = parseArguments(command, rest, today, locale);
    if (!isRefusal(args)) return carryOut(command, args, tokens, speaker);
    // A sentence can begin with a command's name: only what is read to the last word is taken for one.
    const reading = readSentence(tokens, world(), locale);
    return reading?.unread.length === 0 ? asRead(reading, speaker) : refused(args, command, locale);
  }

  async function carryOut(
    command: Command,
    typed: Readonly<Record<string, unknown>>,
    tokens: readonly Token[],
    speaker: Speaker,
  ): Promise<Answer> {
    const args = await withFiles(ports, command, typed, speaker.invocation.openFile);
    if (isRefusal(args)) return refused(args, command, speaker.locale);
    const what: Attempt = { ...speaker, command, args, line: lineOf(tokens) };
    return command.reads ? decide(what) : inTurn(() => decide(what));
  }

  /** What only reads is answered at once; what would record is shown with its line, and recorded by that line alone. */
  async function asRead(reading: Reading, speaker: Speaker): Promise<Answer> {
    const { command, line } = reading;
    const { person, locale, invocation } = speaker;
    const t = languages[locale];
    const no = forbidden(command, person);
    if (no) return refused(no, command, locale);
    if (!command.reads) return proposed(withAttached(reading, invocation.attached ?? [], locale), t);
    const answer = await understand({ ...invocation, input: line });
    return { ...answer, view: [text(t.sentences.readAs(line)), ...answer.view] };
  }

  async function decide(what: Attempt): Promise<Answer> {
    const { command, args, invocation, person, people, locale, line } = what;
    for (let left = attempts; left > 0; left--) {
      await catchUp();
      const { register, history, deliveries } = known;
      const fresh = ports.ids.fresh(history.length);
      const steady = steadyNow(ports.clock, known);
      const now = steady ?? ports.clock.now();
      const { digest, calendar } = ports;
      const context = contextOf({
        register,
        history,
        deliveries,
        calendar,
        now,
        actor: person,
        people,
        locale,
        line,
        place: invocation.place ?? null,
        fresh,
        digest,
      });
      const before = command.reads ? undefined : known.causedBy(invocation.cause);
      if (before) return alreadyDone(command, before, register, context);
      if (steady === undefined && !command.reads)
        return refused(
          refuse('clock-behind', { last: clockTime(history.at(-1)?.at ?? now) }, 'overblik'),
          command,
          locale,
        );
      const reply = command.handle(args, context);
      if (isRefusal(reply)) return refused(reply, command, locale);
      const answer = await commit(what, reply, context, fresh);
      if (answer) return answer;
      await known.catchUp(ports.ledger);
    }
    throw new Error(`gave up after ${attempts} conflicting commits`);
  }

  /** The answer once everything is durable; undefined when another instance wrote first. */
  async function commit(
    what: Attempt,
    reply: Reply,
    context: Context,
    fresh: Fresh,
  ): Promise<Answer | undefined> {
    const { command, invocation, person, locale, line } = what;
    const { register } = known;
    // What is decided on now is what the ledger must still be at, however long the documents take.
    const version = known.history.length;
    const proposals = reply.events ?? [];
    if (proposals.length === 0) return success(command, line, reply, [], register, context, 0);
    const { via, cause } = invocation;
    const envelope = (proposal: Proposal): Event => ({
      id: fresh.id(),
      at: context.now,
      by: person.id,
      via,
      cause,
      ...proposal,
    });
    const admitted = admit(register, version, proposals, envelope);
    if (isRefusal(admitted)) return refused(admitted, command, locale);
    if (command.confirm || reply.confirm) return ask(what, reply, context, fresh);
    const rendered = await renderDrafts(ports, proposals);
    if (isRefusal(rendered)) return refused(rendered, command, locale);
    const events = [...admitted.events, ...rendered.map(envelope)];
    const outcome = await ports.ledger.append(version, events, cause);
    if (outcome.outcome === 'conflict') return undefined;
    if (outcome.outcome === 'duplicate') return alreadyDone(command, outcome.events, register, context);
    known.learn(events, version);
    // Who has just chosen a language is told so in it.
    const t = invocation.locale ? context.t : languages[localeOf(known.register, person)];
    return success(command, line, reply, events, known.register, { ...context, t }, version + 1);
  }

  /** Shows what would be recorded, and keeps the question so that the person can confirm it. */
  function ask(what: Attempt, reply: Reply, context: Context, fresh: Fresh): Promise<Answer | undefined> {
    const confirmation = `C-${known.register.confirmations.size + 1}`;
    const line = `bekræft ${confirmation}`;
    const data = {
      confirmation,
      line: context.seal(what.line),
      attachments: attachments(what.command, what.args, context),
      shown: shownDigest(reply, context.digest),
    };
    const question: Reply = {
      confirm: false,
      view: [...reply.view, actions({ label: context.t.says.confirmButton, line })],
      events: [{ type: 'confirmation-asked', data }],
      data: { ...(reply.data as object | undefined), confirm: line },
    };
    return commit({ ...what, command: { ...what.command, confirm: false } }, question, context, fresh);
  }

  return {
    run,
    ...ticker,
    tick: () => refusals.tidy().then(ticker.tick),
    ...board,
    meet,
    register: () => known.register,
    today: () => localDate(ports.clock.now()),
    history: () => known.history,
  };
}
