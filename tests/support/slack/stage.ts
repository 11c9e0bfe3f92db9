// People at work in Slack, one after another: each act is over when the bot has answered it and nothing is under way.
import { shortcuts } from '../../../adapters/slack/shortcuts.ts';
import { labelOf } from '../labels.ts';
import type { Entered } from './form-state.ts';
import type { Person } from './slack-client.ts';
import { type SlackOffice, slackIdOf } from './slack-office.ts';
import type { Transcript } from './transcript.ts';
import type { Ephemeral, Post, StoredFile, ViewRecord } from './world.ts';

export const register = 'CREGISTER';

/** One person, by the name that the console knows. */
export interface Actor {
  /** In the register's channel. */
  slash(line: string): Promise<Post | Ephemeral>;
  /** The same with half a line: the form for the rest of it. */
  begin(line: string): Promise<void>;
  mention(line: string): Promise<Ephemeral>;
  /** To the bot alone, with a file or under one of its messages where these are told. */
  dm(line: string, more?: { readonly file?: StoredFile; readonly under?: Post }): Promise<Post>;
  press(screen: Post | Ephemeral | ViewRecord, label: string): Promise<void>;
  choose(screen: Post | Ephemeral | ViewRecord, label: string, option: string): Promise<void>;
  /** *Registrér svar*: the form for an answer. */
  recordAnswer(): Promise<void>;
  /** *Gem som kommunens svar* on a message. */
  saveLetter(post: Post): Promise<void>;
  /** Something said in the register's channel, not to the bot. */
  say(words: string, ...files: readonly StoredFile[]): Promise<Post>;
  /** In the window that is open: by the command's argument as it is typed, or by the words beside the field. */
  fill(command: string, values: Readonly<Record<string, Entered>>): Promise<void>;
  /** What is wrong, by field; nothing when it was taken. */
  submit(): Promise<Readonly<Record<string, string>>>;
  /** It was taken. */
  submitted(): Promise<void>;
  openHome(): Promise<ViewRecord>;
  /** What the bot wrote to them last that says this. */
  told(words?: string): Post;
}

export interface Stage {
  as(person: string): Actor;
  /** The newest card of the channel that says this. */
  card(words: string): Post;
  /** Time runs on. */
  at(time: string): Promise<void>;
}

/** What shows a person something, by which an act is known to be answered. */
const shows = ['chat.postMessage', 'chat.postEphemeral', 'views.open', 'views.update', 'views.publish'];

export function stage(office: SlackOffice, record?: Transcript): Stage {
  const { fake } = office;
  const answers = (): number =>
    fake.calls.filter(({ method, outcome }) => shows.includes(method) && outcome === 'ok').length +
    fake.responses.length;

  /** The acknowledgement of a click or a message says nothing: the answer comes after it. */
  async function answered<T>(
    words: string,
    act: () => Promise<T>,
    isAnswer: (result: T) => boolean,
  ): Promise<T> {
    record?.act(words);
    const before = answers();
    const result = await act();
    if (!isAnswer(result)) await fake.until(() => answers() > before, `an answer to: ${words}`);
    await office.quiet();
    record?.look();
    return result;
  }

  const newest = (posts: readonly Post[], words: string, where: string): Post => {
    const found = posts.findLast((post) => post.bot !== null && post.text.includes(words));
    if (found === undefined)
      throw new Error(`nothing in ${where} says ${words}:\n${posts.map(({ text }) => text).join('\n')}`);
    return found;
  };

  function actor(id: string): Actor {
    const person: Person = office.client.as(slackIdOf(id));
    const name = fake.world.users.get(person.id)?.name ?? id;
    const never = (): boolean => false;
    const slashed = (line: string) =>
      answered(
        `${name} i #forløb: /taskforce ${line}`,
        () => person.slash('/taskforce', line, { channel: register }),
        ({ shown }) => shown !== null,
      );
    const answeredTo = (words: string, act: () => Promise<unknown>) =>
      answered(`${name} ${words}`, act, never).then(() => undefined);
    return {
      async slash(line) {
        const { shown } = await slashed(line);
        return only(shown ?? fake.ephemerals.findLast(({ user }) => user === person.id), `answer to ${line}`);
      },
      async begin(line) {
        await slashed(line);
        person.view();
      },
      async mention(line) {
        await answeredTo(`i #forløb: @Forløbsvagten ${line}`, () => person.mention(register, line));
        return only(
          fake.ephemerals.findLast(({ user }) => user === person.id),
          `an answer to ${line}`,
        );
      },
      async dm(line, { file, under } = {}) {
        const where = under === undefined ? 'til Forløbsvagten' : 'i tråden under beskeden';
        const attached = file === undefined ? '' : ` 📎 ${file.name}`;
        await answeredTo(`${where}: ${line}${attached}`, () =>
          person.dm(line, { ...(file ? { files: [file] } : {}), ...(under ? { thread: under } : {}) }),
        );
        return newest(fake.posts(person.dmChannel), '', 'the direct message');
      },
      press: (screen, label) => answeredTo(`trykker [${label}]`, () => person.press(screen, label)),
      choose: (screen, label, option) =>
        answeredTo(`vælger ${option} i [${label}]`, () => person.choose(screen, label, option)),
      recordAnswer: () =>
        answeredTo('vælger genvejen Registrér svar', () => person.shortcut(shortcuts.recordAnswer)),
      saveLetter: (post) =>
        answeredTo('vælger Gem som kommunens svar på beskeden', () =>
          person.messageShortcut(shortcuts.saveLetter, post),
        ),
      async say(words, ...files) {
        const attached = files.map((file) => ` 📎 ${file.name}`).join('');
        record?.act(`${name} i #forløb: ${words}${attached}`);
        const { post } = await person.say(register, words, { files });
        await office.quiet();
        return post;
      },
      async fill(command, values) {
        const entered = Object.entries(values).map(([key, value]) => [labelOf(command, key), value] as const);
        record?.act(`${name} udfylder ${entered.map(([label]) => label).join(', ')}`);
        // One field at a time: the window is drawn anew where one asks for further fields.
        for (const [label, value] of entered) {
          await person.fill(person.view(), { [label]: value });
          await office.quiet();
        }
        record?.look();
      },
      async submit() {
        const { errors } = await answered(
          `${name} trykker [Fortsæt]`,
          () => person.submit(person.view()),
          () => true,
        );
        return errors;
      },
      async submitted() {
        const errors = Object.entries(await this.submit());
        const { source } = person.view();
        if (errors.length > 0 || 'submit' in source)
          throw new Error(`the form was not taken: ${JSON.stringify([errors, source]).slice(0, 2_000)}`);
      },
      async openHome() {
        await answeredTo('åbner forsiden', () => person.openHome());
        return person.home();
      },
      told: (words = '') => newest(fake.posts(person.dmChannel), words, `the direct message to ${name}`),
    };
  }

  return {
    as: actor,
    card: (words) =>
      newest(
        fake.posts(register).filter(({ thread }) => thread === null),
        words,
        'the channel',
      ),
    async at(time) {
      await office.runTo(time, (now) => record?.look(`── ${now} ──`));
      await office.quiet();
      record?.look(`── ${time} ──`);
    },
  };
}

function only<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`there is no ${what}`);
  return found;
}
