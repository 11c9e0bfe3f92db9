// Who writes in Teams, found in the directory by Entra object id or e-mail; and the chat in which somebody of the directory is reached.
import { leadOf, type Person } from '../../src/index.ts';
import type { Recognised } from '../shared/desk.ts';
import { entryOf } from '../shared/directory-entry.ts';
import { remembering } from '../shared/remembering.ts';
import type { Guests } from '../shared/share.ts';
import type { TeamsAsking } from './asking.ts';
import type { Member, Outbound } from './outbound.ts';
import type { Reference } from './reference.ts';
import type { References } from './references.ts';

/** Why somebody of the directory is not reached. */
export type Unreached = 'no-user' | 'not-installed' | 'blocked';

export interface People {
  recognise(asking: TeamsAsking): Promise<Recognised>;
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
  readonly outbound: Outbound;
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

  const rosterOf = (of: Reference) => rosters(of.conversation, () => outbound.members(of));

  async function recognise({ reference, user, locale }: TeamsAsking): Promise<Recognised> {
    const all = await people();
    const named = reference.aad && all.find(({ teams }) => teams === reference.aad);
    if (named) return { known: true, person: named, profile: locale };
    const asked = await senders(`${reference.conversation} ${user}`, async () => {
      const found = await outbound.member(reference, user);
      return found === 'unknown' ? undefined : (found ?? nobody);
    });
    if (asked === undefined) return { known: false, why: 'unreachable', profile: locale };
    if (isOutsider(asked)) return { known: false, why: 'outsider', profile: locale };
    const person = entryOf(all, 'teams', asked.aad, [asked.email, asked.upn]);
    return person
      ? { known: true, person, profile: locale }
      : { known: false, why: 'stranger', profile: locale };
  }

  async function chatWith(person: Person): Promise<Reference | Unreached> {
    const known = references.personalOf(person);
    if (known?.state === 'installed') return known;
    if (known?.state === 'blocked') return 'blocked';
    if (person.teams === undefined && person.email === undefined) return 'no-user';
    for (const place of references.shared()) {
      const roster = (await rosterOf(place)) ?? [];
      const member = roster.find((each) => entryOf([person], 'teams', each.aad, [each.email, each.upn]));
      if (member) return openWith(member, place, person);
    }
    return 'not-installed';
  }

  async function openWith(
    { id: user, aad }: Member,
    { serviceUrl, bot }: Reference,
    person?: Person,
  ): Promise<Reference | Unreached> {
    const opened = await outbound.open({ serviceUrl, tenant, bot, user, ...(aad ? { aad } : {}) });
    if ('failed' in opened) return 'not-installed';
    await references.learn(opened, person?.id);
    return opened;
  }

  return {
    recognise,
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
      const { reference, user: id } = asking;
      return openWith({ id, ...(reference.aad ? { aad: reference.aad } : {}) }, reference);
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
