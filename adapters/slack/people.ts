// Who writes: a member of an allowed workspace, found in the directory by Slack id or e-mail. Roles come from there alone.
import { type Locale, leadOf, type Person } from '../../src/index.ts';
import type { Recognised } from '../shared/desk.ts';
import { entryOf } from '../shared/directory-entry.ts';
import { record } from '../shared/payload.ts';
import { remembering } from '../shared/remembering.ts';
import type { Guests } from '../shared/share.ts';
import type { Outbound } from './outbound.ts';

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
      const person = entryOf(await people(), 'slack', user, [email]);
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
