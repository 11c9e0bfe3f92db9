// Who is there: one list for Microsoft's client, which plays a team of six, and for the bot's directory.
import { randomUUID } from 'node:crypto';
import { consolePeople } from '../../src/config/people.ts';
import { appId, tenant } from '../support/teams/identity.ts';

/** Ids as Teams writes them. */
export const places = {
  chat: 'a:kontorchef',
  group: '19:gruppe@thread.v2',
  /** The team's general channel. */
  team: '19:sekretariatet@thread.tacv2',
  register: '19:register@thread.tacv2',
} as const;

const bot = { id: `28:${appId}`, name: 'Forløbsvagten' };

/** The client plays the first one and takes exactly five others. */
const staff = [
  ['kontorchef', 'Karen', 'Sjælør'],
  ['sagsbehandler', 'Åse', 'Østergård'],
  ['leder', 'Bjørn', 'Kjær'],
  ['afdelingschef', 'Mads', 'Ærø'],
  ['departementschef', 'Gro', 'Bækgaard'],
  ['ministersekretariat', 'Søren', 'Ågård'],
] as const;

const accounts = staff.map(([role, givenName, surname], index) => ({
  id: `29:${role}`,
  name: `${givenName} ${surname}`,
  givenName,
  surname,
  userPrincipleName: `${role}@ministeriet.dk`,
  email: `${role}@ministeriet.dk`,
  aadObjectId: `00000000-0000-4000-8000-00000000000${index + 1}`,
}));

const [currentUser, ...users] = accounts;

/** `.m365agentsplayground.yml`, whose schema is 0.1.1; JSON is YAML. */
export const playgroundConfig = JSON.stringify({
  version: '0.1.1',
  tenantId: tenant,
  bot,
  currentUser,
  users,
  personalChat: { id: places.chat },
  groupChat: { id: places.group, name: 'Møde om tilbud' },
  team: {
    id: places.team,
    name: 'Sekretariatet',
    aadGroupId: '00000000-0000-4000-8000-0000000000aa',
    channels: [{ id: places.register, name: 'Register' }],
  },
});

/** The bot's `people.json`: everybody of the console's, with the account of whoever has one. */
export const peopleJson = JSON.stringify(
  consolePeople.map((person) => {
    const account = accounts.find(({ id }) => id === `29:${person.id}`);
    return account ? { ...person, name: account.name, email: account.email } : person;
  }),
);

/** An activity of somebody's in that place, but for what is said there. */
export function activityOf(role: string, place: keyof typeof places) {
  const from = accounts.find(({ id }) => id === `29:${role}`);
  if (!from) throw new Error(`nobody is ${role}`);
  const conversationType = place === 'chat' ? 'personal' : place === 'group' ? 'groupChat' : 'channel';
  return {
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    from: { id: from.id, name: from.name, aadObjectId: from.aadObjectId },
    conversation: { id: places[place], conversationType, tenantId: tenant },
    recipient: bot,
    channelData: {
      tenant: { id: tenant },
      ...(conversationType === 'channel' && { team: { id: places.team }, channel: { id: places[place] } }),
    },
  };
}

/** What somebody writes to the bot where others read it. */
export function mention(text: string) {
  const marked = `<at>${bot.name}</at>`;
  const entities = [{ type: 'mention', text: marked, mentioned: bot }];
  return { type: 'message', textFormat: 'plain', text: `${marked} ${text}`, entities };
}
