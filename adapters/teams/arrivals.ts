// The bot was put into a chat or a team, or taken out: greeted once, and kept in mind for what is to be said later.
import { type Bot, languages, type View } from '../../src/index.ts';
import type { Desk } from '../shared/desk.ts';
import { field, type Payload } from '../shared/payload.ts';
import { askingOf, type TeamsAsking } from './asking.ts';
import type { Outbound } from './outbound.ts';
import { isAboutBot, type References } from './references.ts';
import type { Replies } from './replies.ts';

export interface ArrivalParts {
  readonly bot: Bot;
  readonly desk: Desk<TeamsAsking>;
  readonly outbound: Outbound;
  readonly references: References;
  readonly replies: Replies;
}

/** Both kinds tell of it, in any order and repeatedly. */
export async function onArrival(activity: Payload, parts: ArrivalParts): Promise<void> {
  const action = field(activity, 'action') ?? '';
  const isGone = action.startsWith('remove') || isAboutBot(activity, 'membersRemoved');
  const isHere = action.startsWith('add') || isAboutBot(activity, 'membersAdded');
  const asking = askingOf(activity);
  const { conversation } = asking.reference;
  if (isGone) return parts.references.mark(conversation, 'gone');
  if (isHere && (await parts.references.isFirstGreeting(conversation))) await greet(asking, parts);
}

async function greet(asking: TeamsAsking, { bot, desk, outbound, replies }: ArrivalParts): Promise<void> {
  if (asking.reference.kind !== 'personal') {
    const { welcomeChannel } = languages.da.cards.teams;
    return void (await outbound.post(asking.reference, { text: welcomeChannel('opsæt kanal') }));
  }
  const who = await desk.identify(asking);
  if ('no' in who) return void (await replies.give(who.no, asking));
  const locale = desk.localeFor(who.person);
  const welcome: View | undefined = await bot.meet(who.person, 'teams', who.profile);
  if (!welcome) return;
  // The greeting speaks of buttons: these are they.
  const menu = await desk.run(asking, who.person, 'menu');
  await replies.give({ view: [...welcome, ...menu.view], locale, answer: null }, asking);
}
