// Who writes in Teams, found in the directory by Entra object id or e-mail; and the chat in which somebody of the directory is reached.
import { leadOf, type Person } from '../../src/index.ts';
import type { Recognised } from '../shared/desk.ts';
import { entryOf } from '../shared/directory-entry.ts';
import { remembering } from '../shared/remembering.ts';
import type { Guests } from '../shared/share.ts';
import type { TeamsAsking } from './asking.ts';
import type { Member, Outbound } from './outbound.ts';
import { channelOf, type Reference } from './reference.ts';
import type { Identity, References } from './references.ts';

/** Why somebody of the directory is not reached; `no-answer`: Teams did not tell whether they can be. */
export type Unreached = 'no-user' | 'not-installed' | 'blocked' | 'no-answer';

export interface People {
  recognise(asking: TeamsAsking): Promise<Recognised>;
  /** By what the directory may know whoever asks; undefined where Teams does not say. */
  identityOf(asking: TeamsAsking): Promise<Identity | undefined>;
  /** Whom of the directory somebody mentions; undefined where only the name that Teams shows can tell. */
  mentioned(asking: TeamsAsking, user: string): Promise<Person | undefined>;
  /** Everybody of the directory. */
  all(): Promise<readonly Person[]>;
  /** Whom a stranger is to turn to. */
  leadName(): Promise<string>;
  /** The personal chat with somebody of the directory, opened where a team or chat has both the person and the bot. */
  chatWith(person: Person): Promise<Reference | Unreached>;
  /** The personal chat with whoever asks. */
  chatOf(asking: TeamsAsking): Promise<Reference | Unreached>;
  guests(conversation: string): Promise<Guests>;
}

export function createPeople(options: {
  readonly outbound: Pick<Outbound, 'member' | 'members' | 'open'>;
  readonly references: References;
  readonly tenant: string;
  people(): Promise<readonly Person[]>;
  now(): number;
}): People {
  const { outbound, references, tenant, people, now } = options;
  const senders = remembering<Member | undefined>(now);
  const rosters = remembering<readonly Member[] | undefined>(now);

  const isOutsider = ({ role, tenant: home }: Member) =>
    role === 'guest' || role === 'anonymous' || (home !== undefined && home !== tenant);

  const rosterOf = (of: Reference, within?: number) =>
    rosters(rosterKey(of), () => outbound.members(of, within));

  function memberOf(of: Reference, user: string, within?: number): Promise<Member | undefined> {
    return senders(`${rosterKey(of)} ${user}`, async () => {
      const found = await outbound.member(of, user, within);
      return found === 'unknown' ? undefined : (found ?? nobody);
    });
  }

  /** Undefined where Teams does not say. */
  async function sender({ reference, user }: TeamsAsking): Promise<Member | undefined> {
    // Where the bot is not, as with a message extension, no roster tells; the asker's own chat does.
    const isThere =
      reference.kind === 'personal' || references.of(reference.conversation)?.state === 'installed';
    const place = isThere ? reference : references.chatOf(user);
    if (!place) return undefined;
    // Whom the directory names by id is served without an answer, and does not wait long for one.
    const named = entryOf(await people(), 'teams', reference.aad, []);
    return memberOf(place, user, named ? briefly : undefined);
  }

  async function recognise(asking: TeamsAsking): Promise<Recognised> {
    const { reference, locale } = asking;
    const [all, asked] = await Promise.all([people(), sender(asking)]);
    if (asked && isOutsider(asked)) return { known: false, why: 'outsider', profile: locale };
    const person = entryOf(all, 'teams', asked?.aad ?? reference.aad, [asked?.email, asked?.upn]);
    if (!person && !asked) return { known: false, why: 'unreachable', profile: locale };
    return person
      ? { known: true, person, profile: locale }
      : { known: false, why: 'stranger', profile: locale };
  }

  async function chatWith(person: Person): Promise<Reference | Unreached> {
    const known = references.personalOf(person);
    if (known?.state === 'installed') return known;
    if (known?.state === 'blocked') return 'blocked';
    if (person.teams === undefined && person.email === undefined) return 'no-user';
    const until = now() + searching;
    let isTold = true;
    for (const place of placesToSearch(references.shared())) {
      const roster = now() < until ? await rosterOf(place, until - now()) : undefined;
      isTold &&= roster !== undefined;
      const member = roster?.find(
        (each) => !isOutsider(each) && entryOf([person], 'teams', each.aad, [each.email, each.upn]),
      );
      if (member) return openWith(member.id, place, identityIn(member));
    }
    return isTold ? 'not-installed' : 'no-answer';
  }

  async function openWith(
    user: string,
    { serviceUrl, bot }: Reference,
    identity: Identity | undefined,
  ): Promise<Reference | Unreached> {
    const opened = await outbound.open({ serviceUrl, tenant, bot, user });
    if ('failed' in opened) return opened.isRefused ? 'not-installed' : 'no-answer';
    await references.learn(opened, identity);
    return opened;
  }

  async function identityOf(asking: TeamsAsking): Promise<Identity | undefined> {
    const member = await sender(asking);
    if (member === undefined) return undefined;
    if (isOutsider(member)) return { aad: undefined, addresses: [] };
    return { aad: asking.reference.aad, ...identityIn(member) };
  }

  return {
    recognise,
    identityOf,
    async mentioned({ reference }, user) {
      const all = await people();
      const before = references.personOf(user, all);
      if (before) return before;
      const member = await memberOf(reference, user, briefly);
      if (member === undefined || isOutsider(member)) return undefined;
      return entryOf(all, 'teams', member.aad, [member.email, member.upn]);
    },
    all: people,
    leadName: async () => leadOf(await people())?.name ?? 'sekretariatet',
    chatWith,
    async chatOf(asking) {
      if (asking.reference.kind === 'personal') return asking.reference;
      const who = await recognise(asking);
      if (who.known) {
        const chat = await chatWith(who.person);
        if (typeof chat === 'object') return chat;
      }
      return openWith(asking.user, asking.reference, await identityOf(asking));
    },
    async guests(conversation) {
      const place = references.of(conversation);
      // Where the bot is no more, Teams tells it nothing.
      const roster = place?.state === 'installed' ? await rosterOf(place) : undefined;
      if (!roster) return 'unknown';
      return roster.some(isOutsider) ? 'some' : 'none';
    },
  };
}

/** Somebody whom Teams does not know there. */
const nobody: Member = { id: '' };

/** Milliseconds: time for one question, where there is something to go by without its answer. */
const briefly = 10_000;
/** Milliseconds for finding somebody: what is said to them must still be sent within the minute. */
const searching = 20_000;
const mostSearched = 20;

/** Each roster once: a team's channels share it. Teams before group chats: there the bot stays. */
function placesToSearch(places: readonly Reference[]): readonly Reference[] {
  const teamsFirst = places.toSorted(
    (a, b) => Number(a.kind === 'groupChat') - Number(b.kind === 'groupChat'),
  );
  return [...new Map(teamsFirst.map((place) => [rosterKey(place), place])).values()].slice(0, mostSearched);
}

function rosterKey({ team, conversation }: Reference): string {
  return team ?? channelOf(conversation);
}

function identityIn({ aad, email, upn }: Member): Identity {
  return { ...(aad && { aad }), addresses: [email, upn].filter((each) => each !== undefined) };
}
