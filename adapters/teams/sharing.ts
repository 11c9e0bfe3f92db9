// »Del i kanalen«: where it was asked, wherever it is pressed.
import { languages, type View } from '../../src/index.ts';
import type { Desk, Shown } from '../shared/desk.ts';
import { sharing } from '../shared/share.ts';
import { no } from '../shared/told.ts';
import { askedAt, type TeamsAsking } from './asking.ts';
import type { People } from './people.ts';
import type { References } from './references.ts';
import type { Replies } from './replies.ts';

export interface ShareParts {
  readonly desk: Desk<TeamsAsking>;
  readonly people: People;
  readonly references: References;
  readonly replies: Replies;
}

/** What the asker is told of it. */
export async function share(
  line: string,
  asking: TeamsAsking,
  { desk, people, references, replies }: ShareParts,
): Promise<Shown> {
  const who = await desk.identify(asking);
  if ('no' in who) return who.no;
  const { channel = '' } = asking;
  const locale = desk.localeFor(who.person);
  const { teams } = languages[locale].cards;
  const say = (view: View) => ({ view, locale, answer: null });
  const place = references.of(channel);
  if (place?.state !== 'installed') return say([no(teams.notInChannel)]);
  const guests = await people.guests(channel);
  const { everybody, ...shared } = await sharing(desk, asking, who.person, line, guests);
  if (!everybody) return shared;
  // A thread that the question stands in is where its answer belongs.
  const to = { ...place, conversation: askedAt(asking) ?? channel };
  const isThere = await replies.everybody(shared, to);
  return say([isThere ? { kind: 'text', text: teams.isShared } : no(teams.notInChannel)]);
}
