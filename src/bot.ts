// Every way in is one way in: an invocation becomes a command, a decision, one commit, and an answer.
import type { IncomingFile } from './args.ts';
import { localDate } from './calendar/time.ts';
import type { Command, Context, Reply } from './command.ts';
import { commands } from './commands/index.ts';
import { describe } from './describe.ts';
import { languages } from './language/index.ts';
import { sealedContent } from './ledger.ts';
import { looksLikeCpr } from './letters/screening.ts';
import { argumentsOf, findCommand, parseArguments } from './parse.ts';
import { forbidden } from './permission.ts';
import type { Clock, Digest, Directory, Documents, Files, Ids, Instant, Ledger, Locale, NamedFile, Person } from './ports.ts';
import type { DataOf, Event, FileRef, Proposal } from './register/events.ts';
import { isRefusal, type Refusal, refuse } from './register/refusal.ts';
import { admit, evolve, fold, rewrites } from './register/register.ts';
import type { Register } from './register/state.ts';
import { renderDrafts } from './render-drafts.ts';
import { lineOf, type Token, tokenise, tokensOfWords, unreadable } from './tokens.ts';
import { actions, done, type View, warning } from './view/nodes.ts';
import { plain } from './view/plain.ts';

export interface Ports {
  readonly ledger: Ledger<Event>;
  readonly files: Files;
  readonly directory: Directory;
  readonly documents: Documents;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
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
  /** The file that a file argument names; undefined when there is none. */
  openFile(name: string): Promise<NamedFile | undefined>;
}

export interface Answer {
  readonly ok: boolean;
  /** The refusal's code. */
  readonly code: string | null;
  /** The Danish name of the command; null when the line named none. */
  readonly command: string | null;
  readonly view: View;
  readonly data: unknown;
  readonly files: readonly FileRef[];
  readonly events: readonly Event[];
}

export interface Bot {
  run(invocation: Invocation): Promise<Answer>;
  register(): Register;
  history(): readonly Event[];
}

interface Attempt {
  readonly command: Command;
  readonly args: Record<string, unknown>;
  readonly invocation: Invocation;
  readonly person: Person;
  readonly line: string;
}

/** The ledger's first event: written now if the ledger is empty. A `start` makes it one in which time is played. */
export async function openedLedger(
  ledger: Ledger<Event>,
  { organisation, start, systemClock }: { organisation: string; start: Instant | undefined; systemClock: Clock },
): Promise<Event<'ledger-opened'>> {
  const [first] = await ledger.read(0);
  if (first?.type === 'ledger-opened') return first;
  if (first) throw new Error(`the ledger begins with ${first.type}`);
  const opened: Event<'ledger-opened'> = {
    id: 'opened',
    type: 'ledger-opened',
    at: start ?? systemClock.now(),
    by: 'system',
    via: 'console',
    cause: 'opened',
    data: { format: 1, organisation, clock: start === undefined ? 'real' : 'simulated' },
  };
  await ledger.append(0, [opened], opened.cause);
  return opened;
}

type Fresh = ReturnType<Ids['fresh']>;

/** How often a decision is made anew when somebody else wrote first. */
const attempts = 3;

export async function createBot(ports: Ports): Promise<Bot> {
  const history: Event[] = [...(await ports.ledger.read(0))];
  let register = fold(history);
  /** Refusals by cause: a redelivery must not succeed after the person saw no. */
  const refused = new Map<string, Answer>();
  const byCause = new Map<string, Event[]>();
  for (const event of history) byCause.set(event.cause, [...(byCause.get(event.cause) ?? []), event]);

  function learn(events: readonly Event[]): void {
    for (const event of events) {
      history.push(event);
      byCause.set(event.cause, [...(byCause.get(event.cause) ?? []), event]);
      register = rewrites(event) ? fold(history) : evolve(register, event, history.length);
    }
  }

  async function run(invocation: Invocation): Promise<Answer> {
    const known = refused.get(invocation.cause);
    if (known) return known;
    const answer = await attempt(invocation);
    if (!answer.ok) refused.set(invocation.cause, answer);
    return answer;
  }

  async function attempt(invocation: Invocation): Promise<Answer> {
    const people = await ports.directory.people();
    const person = people.find((each) => each.id === invocation.actor);
    const locale = invocation.locale ?? person?.locale ?? 'da';
    if (!person) {
      const known = people.map((each) => each.id);
      return refusal(refuse('unknown-person', { typed: invocation.actor, known }, 'hjælp'), null, locale);
    }
    const tokens = tokensOf(invocation.input);
    if (isRefusal(tokens)) return refusal(tokens, null, locale);
    const found = findCommand(commands, tokens);
    if (isRefusal(found)) return refusal(found, null, locale);
    const { command, rest } = found;
    const before = byCause.get(invocation.cause);
    if (before && !command.reads) return again(command, before, locale);
    const args =
      forbidden(command, person) ??
      (await withFiles(command, parseArguments(command, rest, localDate(ports.clock.now()), locale), invocation));
    if (isRefusal(args)) return refusal(args, command, locale);
    const line = lineOf(tokens);
    return decide({ command, args, invocation, person, line }, people, locale);
  }

  async function decide(what: Attempt, people: readonly Person[], locale: Locale): Promise<Answer> {
    for (let left = attempts; left > 0; left--) {
      const fresh = ports.ids.fresh(history.length);
      const context = contextOf(what, people, locale, fresh);
      const reply = what.command.handle(what.args, context);
      if (isRefusal(reply)) return refusal(reply, what.command, locale);
      const answer = await commit(what, reply, context, fresh);
      if (answer) return answer;
      learn(await ports.ledger.read(history.length));
    }
    throw new Error(`gave up after ${attempts} conflicting commits`);
  }

  /** The answer once everything is durable; undefined when somebody else wrote first. */
  async function commit(what: Attempt, reply: Reply, context: Context, fresh: Fresh): Promise<Answer | undefined> {
    const { command, invocation } = what;
    const proposals = reply.events ?? [];
    if (proposals.length === 0) return success(what, reply, [], context);
    const envelope = (proposal: Proposal): Event => ({
      id: fresh.id(),
      type: proposal.type,
      at: context.now,
      by: what.person.id,
      via: invocation.via,
      cause: invocation.cause,
      data: proposal.data,
    }) as Event;
    const allowed = admit(register, history.length, proposals, envelope);
    if (isRefusal(allowed)) return refusal(allowed, command, context.locale);
    if (command.confirm) return ask(what, reply, context, fresh);
    const rendered = await renderDrafts(ports, proposals);
    if (isRefusal(rendered)) return refusal(rendered, command, context.locale);
    const events = [...allowed.events, ...rendered.map(envelope)];
    const outcome = await ports.ledger.append(history.length, events, invocation.cause);
    if (outcome.outcome === 'conflict') return undefined;
    if (outcome.outcome === 'duplicate') return again(command, outcome.events, context.locale);
    learn(events);
    return success(what, reply, events, context);
  }

  /** Shows what would be recorded, and keeps the question so that the person can confirm it. */
  async function ask(what: Attempt, reply: Reply, context: Context, fresh: Fresh): Promise<Answer | undefined> {
    const id = `C-${register.confirmations.size + 1}`;
    const line = `bekræft ${id}`;
    const asked: Proposal = {
      type: 'confirmation-asked',
      data: { confirmation: id, line: context.seal(what.line), attachments: attached(what, context), shown: context.digest(plain(reply.view)) },
    };
    const { t } = context;
    const view = [...reply.view, actions({ label: t.says.confirmButton, line })];
    const question: Attempt = { ...what, command: { ...what.command, confirm: false } };
    return commit(question, { view, events: [asked], data: { ...(reply.data as object), confirm: line } }, context, fresh);
  }

  function success(what: Attempt, reply: Reply, events: readonly Event[], context: Context): Answer {
    const sentences = told(events, context.t);
    const cpr = !what.command.reads && looksLikeCpr(what.line) ? [warning(context.t.says.looksLikeCpr)] : [];
    const files = [...events.flatMap((event) => (event.type === 'letter-rendered' ? event.data.files : [])), ...(reply.files ?? [])];
    return {
      ok: true,
      code: null,
      command: what.command.name,
      view: [...sentences, ...cpr, ...reply.view],
      data: reply.data ?? null,
      files,
      events,
    };
  }

  /** One line for each event; what happened several times in the same words is said once. */
  function told(events: readonly Event[], t: Context['t']): View {
    const counts = new Map<string, number>();
    for (const event of events.filter(isTold)) {
      const sentence = describe(event, register, t);
      counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
    }
    return [...counts].map(([sentence, count]) => done(count === 1 ? sentence : `${sentence} (${t.says.times(count)})`));
  }

  function again(command: Command, events: readonly Event[], locale: Locale): Answer {
    const t = languages[locale];
    const sentences = told(events, t);
    const files = events.flatMap((event) => (event.type === 'letter-rendered' ? event.data.files : []));
    const view = [warning(t.says.alreadyDone), ...sentences];
    return { ok: true, code: null, command: command.name, view, data: null, files, events };
  }

  function contextOf(what: Attempt, people: readonly Person[], locale: Locale, fresh: Fresh): Context {
    const now = ports.clock.now();
    const names = new Map(people.map((each) => [each.id, each.name]));
    const context: Context = {
      register,
      history,
      now,
      today: localDate(now),
      actor: what.person,
      locale,
      t: languages[locale],
      nameOf: (id) => names.get(id) ?? id,
      freshId: () => fresh.id(),
      seal(text) {
        const salt = fresh.salt();
        return { digest: ports.digest(sealedContent(salt, text)), salt, text };
      },
      digest: ports.digest,
      line: what.line,
      prepare(line, otherwise) {
        const tokens = tokensOf(line);
        const found = isRefusal(tokens) ? tokens : findCommand(commands, tokens);
        if (isRefusal(found)) return found;
        const { command } = found;
        const args = forbidden(command, what.person) ?? parseArguments(command, found.rest, otherwise?.today ?? context.today, locale);
        if (isRefusal(args)) return args;
        return { command, run: () => command.handle({ ...args, ...otherwise?.attachments }, { ...context, ...otherwise, line }) };
      },
    };
    return context;
  }

  async function withFiles(command: Command, args: Record<string, unknown> | Refusal, invocation: Invocation): Promise<Record<string, unknown> | Refusal> {
    if (isRefusal(args)) return args;
    const resolved = { ...args };
    for (const spec of argumentsOf(command).filter((each) => each.kind === 'file')) {
      const name = args[spec.name];
      if (typeof name !== 'string') continue;
      const read = await intake(name, invocation);
      if (isRefusal(read)) return read;
      resolved[spec.name] = read;
    }
    return resolved;
  }

  async function intake(name: string, invocation: Invocation): Promise<IncomingFile | Refusal> {
    const opened = await invocation.openFile(name);
    if (!opened) return refuse('file-not-found', { name }, 'brev Vejen brev.pdf');
    const received = await ports.documents.receive(opened.name, opened.bytes);
    if (!received.ok) return refuse('file-refused', { name, ...received.refusal }, 'brev Vejen brev.pdf');
    const sha256 = await ports.files.put(opened.bytes);
    const { name: safe, mediaType, text } = received.file;
    return { file: { name: safe, mediaType, sha256, size: opened.bytes.length }, words: text };
  }

  function refusal(why: Refusal, command: Command | null, locale: Locale): Answer {
    const t = languages[locale];
    const said = (t.refusals[why.code] as (params: unknown) => string)(why.params);
    const view: View = [{ kind: 'notice', tone: 'refusal', text: said }, actions({ label: t.says.tryThis, line: why.line })];
    return { ok: false, code: why.code, command: command?.name ?? null, view, data: null, files: [], events: [] };
  }

  return { run, register: () => register, history: () => history };
}

/** The files of a line that waits for confirmation, so that they need not be handed in again. */
function attached({ command, args }: Attempt, context: Context): DataOf<'confirmation-asked'>['attachments'] {
  const files = argumentsOf(command).filter((spec) => spec.kind === 'file' && args[spec.name] !== undefined);
  return files.map(({ name }) => {
    const { file, words } = args[name] as IncomingFile;
    return { argument: name, file, words: context.seal(words) };
  });
}

/** The confirmations' own bookkeeping and the files are shown otherwise. */
function isTold(event: Event): boolean {
  return !['ledger-opened', 'letter-rendered', 'confirmation-asked', 'confirmation-given'].includes(event.type);
}

function tokensOf(input: string | readonly string[]): Token[] | Refusal {
  const line = (typeof input === 'string' ? input : input.join(' ')).normalize('NFC');
  return unreadable(line) ?? (typeof input === 'string' ? tokenise(line) : tokensOfWords(input.map((word) => word.normalize('NFC'))));
}
