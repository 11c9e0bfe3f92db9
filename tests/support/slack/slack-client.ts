// A person in front of Slack, for tests: what they type, press and fill in reaches the bot as signed HTTP.
// Each call resolves when the bot has answered Slack; `fake.until` or `settled` wait for what it does afterwards.
import type { Delivered, Road, Twists } from './deliveries.ts';
import type { Entered } from './form-state.ts';
import {
  choose,
  closeView,
  fill,
  press,
  reading,
  type Screen,
  type Submitted,
  type Suggested,
  submit,
  typeahead,
} from './person-forms.ts';
import {
  echo,
  edit,
  openHome,
  remove,
  type Said,
  type SayOptions,
  type Seat,
  type Slashed,
  say,
  shortcut,
  shortcutOn,
  slash,
} from './person-talk.ts';
import { directMessage } from './seeds.ts';
import type { Post, ViewRecord } from './world.ts';

export type { Delivered, Entered, Said, Screen, Slashed, Submitted, Suggested, Twists };
export { reading };

export interface SlackClientOptions extends Road {
  /** The workspace in which people sit; the fake's first unless told. */
  readonly team?: string;
  /** What the app is subscribed to; all of `everyEvent` unless told. */
  readonly events?: readonly string[];
}

export const everyEvent = [
  'app_home_opened',
  'app_mention',
  'message.channels',
  'message.groups',
  'message.im',
] as const;

export interface Person {
  readonly id: string;
  /** Their direct message with the bot. */
  readonly dmChannel: string;
  /** In the direct message with the bot unless a channel is told. */
  slash(command: string, text?: string, where?: { readonly channel?: string }): Promise<Slashed>;
  /** The bot's name goes before the text. */
  mention(channel: string, text: string, options?: SayOptions): Promise<Said>;
  say(channel: string, text: string, options?: SayOptions): Promise<Said>;
  dm(text: string, options?: SayOptions): Promise<Said>;
  edit(post: Post, text: string): Promise<Said>;
  remove(post: Post): Promise<Said>;
  /** The bot is told of its own message. */
  echo(post: Post): Promise<Said>;
  press(screen: Screen, label: string): Promise<Delivered>;
  choose(screen: Screen, label: string, entered: Entered): Promise<Delivered | null>;
  typeahead(screen: Screen, label: string, typed: string): Promise<Suggested>;
  fill(view: ViewRecord, values: Readonly<Record<string, Entered>>): Promise<void>;
  submit(view: ViewRecord): Promise<Submitted>;
  closeView(view: ViewRecord, all?: boolean): Promise<readonly Delivered[]>;
  shortcut(callbackId: string): Promise<Delivered>;
  messageShortcut(callbackId: string, post: Post): Promise<Delivered>;
  openHome(tab?: 'home' | 'messages'): Promise<Delivered | null>;
  /** The modal that they look at; throws when there is none. */
  view(): ViewRecord;
  home(): ViewRecord;
}

export interface SlackClient {
  as(user: string, twists?: Twists): Person;
  settled(): Promise<void>;
}

export function slackClient(options: SlackClientOptions): SlackClient {
  const { fake } = options;
  return {
    as: (user, twists = {}) => person(seatOf(options, user, twists)),
    settled: fake.settled,
  };
}

function seatOf(options: SlackClientOptions, id: string, twists: Twists): Seat {
  const { world } = options.fake;
  const user = world.users.get(id);
  const team = options.team === undefined ? [...world.teams.values()][0] : world.teams.get(options.team);
  if (user === undefined || team === undefined)
    throw new Error(`no person ${id} in ${options.team ?? 'the workspace'}`);
  return {
    road: options,
    scene: { world, team, user },
    twists,
    events: new Set(options.events ?? everyEvent),
  };
}

function person(seat: Seat): Person {
  const { world, team, user } = seat.scene;
  const { fake } = seat.road;
  return {
    id: user.id,
    get dmChannel() {
      return directMessage(world, team, user.id).id;
    },
    slash: (command, text = '', where) => slash(seat, command, text, where),
    mention: (channel, text, more) => say(seat, channel, `<@${team.botUser}> ${text}`, more),
    say: (channel, text, more) => say(seat, channel, text, more),
    dm: (text, more) => say(seat, undefined, text, more),
    edit: (post, text) => edit(seat, post, text),
    remove: (post) => remove(seat, post),
    echo: (post) => echo(seat, post),
    press: async (screen, label) => press(seat, screen, label),
    choose: (screen, label, entered) => choose(seat, screen, label, entered),
    typeahead: async (screen, label, typed) => typeahead(seat, screen, label, typed),
    fill: (view, values) => fill(seat, view, values),
    submit: (view) => submit(seat, view),
    closeView: (view, all) => closeView(seat, view, all),
    shortcut: (callbackId) => shortcut(seat, callbackId),
    messageShortcut: (callbackId, post) => shortcutOn(seat, callbackId, post),
    openHome: (tab) => openHome(seat, tab),
    view: () => fake.view(user.id) ?? missing(`${user.name} has no modal open`),
    home: () => fake.homes.get(user.id) ?? missing(`${user.name} has no Home yet`),
  };
}

function missing(what: string): never {
  throw new Error(what);
}
