// Who writes: a member of an allowed workspace, found in the directory by Slack id or e-mail. Roles come from there alone.
import { type Locale, leadOf, type Person } from '../../src/index.ts';
import { record } from '../shared/payload.ts';
import type { Outbound } from './outbound.ts';

/** `outsider`: a guest, a bot, or another workspace's user; `unreachable`: Slack did not say who it is. */
export type Recognised =
  | { readonly known: true; readonly person: Person; readonly profile: Locale }
  | {
      readonly known: false;
      readonly why: 'stranger' | 'outsider' | 'unreachable';
      readonly profile: Locale;
    };

/** Whether people from outside can read along. */
export type Guests = 'some' | 'none' | 'unknown';

export interface People {
  /** `team` is the workspace in which the user is, by the payload. */
  recognise(user: string, team: string | undefined): Promise<Recognised>;
  /** Everybody of the directory. */
  all(): Promise<readonly Person[]>;
  /** Whom a stranger is to turn to. */
  leadName(): Promise<string>;
  /** Somebody of the directory. */
  personOf(id: string): Promise<Person | undefined>;
  /** The user's id in Slack; undefined where Slack knows nobody of that address, or does not answer. */
  userOf(person: Person): Promise<string | undefined>;
  /** Guests, other workspaces' members, or a channel shared with another organisation. */
  guests(channel: string): Promise<Guests>;
}

interface Profile {
  readonly email: string | undefined;
  readonly locale: Locale;
  readonly isOutsider: boolean;
  readonly isBot: boolean;
}

/** Milliseconds for which a profile is believed: somebody who leaves is a stranger soon after. */
const believed = 5 * 60_000;
const mostRemembered = 2_000;

export function createPeople(options: {
  readonly outbound: Outbound;
  /** Workspaces whose members may use the bot. */
  workspaces(): readonly string[];
  people(): Promise<readonly Person[]>;
  now(): number;
}): People {
  const { outbound, workspaces, people, now } = options;
  const profiles = remembering<Profile | undefined>(now);
  const guests = remembering<Guests | undefined>(now);
  const users = remembering<string>(now);

  function profileOf(user: string): Promise<Profile | undefined> {
    return profiles(user, async () => {
      const called = await outbound.call('users.info', { user, include_locale: true });
      return called.outcome === 'done' ? readProfile(called.response.user, workspaces()) : undefined;
    });
  }

  /** Undefined where Slack does not say. */
  async function guestsIn(channel: string): Promise<Guests | undefined> {
    const info = await outbound.call('conversations.info', { channel });
    if (info.outcome !== 'done') return undefined;
    const about = record(info.response.channel);
    if (about.is_ext_shared === true || about.is_pending_ext_shared === true) return 'some';
    let cursor: string | undefined;
    do {
      const page = await outbound.call('conversations.members', {
        channel,
        limit: 200,
        ...(cursor ? { cursor } : {}),
      });
      if (page.outcome !== 'done' || !Array.isArray(page.response.members)) return undefined;
      for (const member of page.response.members) {
        const profile = await profileOf(String(member));
        if (!profile) return undefined;
        if (profile.isOutsider && !profile.isBot) return 'some';
      }
      const next = record(page.response.response_metadata).next_cursor;
      cursor = typeof next === 'string' && next !== '' ? next : undefined;
    } while (cursor !== undefined);
    return 'none';
  }

  return {
    async recognise(user, team) {
      if (team !== undefined && !workspaces().includes(team))
        return { known: false, why: 'outsider', profile: 'da' };
      const profile = await profileOf(user);
      if (!profile) return { known: false, why: 'unreachable', profile: 'da' };
      const { locale, email, isOutsider } = profile;
      if (isOutsider) return { known: false, why: 'outsider', profile: locale };
      const all = await people();
      const person =
        all.find((each) => each.slack === user) ??
        all.find((each) => each.slack === undefined && sameAddress(each.email, email));
      return person
        ? { known: true, person, profile: locale }
        : { known: false, why: 'stranger', profile: locale };
    },
    all: people,
    leadName: async () => leadOf(await people())?.name ?? 'sekretariatet',
    personOf: async (id) => (await people()).find((each) => each.id === id),
    async userOf(person) {
      if (person.slack !== undefined) return person.slack;
      const { email } = person;
      if (email === undefined) return undefined;
      const user = await users(email, async () => {
        const called = await outbound.call('users.lookupByEmail', { email });
        const id = called.outcome === 'done' ? record(called.response.user).id : undefined;
        return typeof id === 'string' ? id : '';
      });
      return user === '' ? undefined : user;
    },
    guests: async (channel) => (await guests(channel, () => guestsIn(channel))) ?? 'unknown',
  };
}

function readProfile(user: unknown, workspaces: readonly string[]): Profile | undefined {
  const about = record(user);
  if (typeof about.id !== 'string') return undefined;
  const { email } = record(about.profile);
  const isBot = about.is_bot === true || about.id === 'USLACKBOT';
  const isOutsider =
    isBot ||
    about.deleted === true ||
    about.is_restricted === true ||
    about.is_ultra_restricted === true ||
    about.is_stranger === true ||
    (typeof about.team_id === 'string' && !workspaces.includes(about.team_id));
  return {
    email: typeof email === 'string' ? email : undefined,
    locale: typeof about.locale === 'string' && !about.locale.startsWith('da') ? 'en' : 'da',
    isOutsider,
    isBot,
  };
}

function sameAddress(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
}

/** What was asked a moment ago is not asked again; what failed is. */
function remembering<T>(now: () => number): (key: string, ask: () => Promise<T>) => Promise<T> {
  const known = new Map<string, { readonly until: number; readonly answer: Promise<T> }>();
  return (key, ask) => {
    const before = known.get(key);
    if (before && now() < before.until) return before.answer;
    const answer = ask();
    known.delete(key);
    known.set(key, { until: now() + believed, answer });
    const [oldest] = known.keys();
    if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest);
    const forget = () => {
      if (known.get(key)?.answer === answer) known.delete(key);
    };
    answer.then((found) => (found === undefined || found === '' ? forget() : undefined), forget);
    return answer;
  };
}
