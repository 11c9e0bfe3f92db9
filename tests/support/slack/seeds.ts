// How a fake Slack begins: workspaces, people and channels, with Danish defaults.
import type { Channel, Team, User, World } from './world.ts';

export interface SeedTeam extends Partial<Omit<Team, 'id'>> {
  readonly id: string;
}
export interface SeedUser extends Partial<Omit<User, 'id' | 'handle'>> {
  readonly id: string;
}
export interface SeedChannel {
  readonly id: string;
  readonly name?: string;
  readonly team?: string;
  readonly private?: boolean;
  readonly extShared?: boolean;
  readonly archived?: boolean;
  readonly members?: readonly string[];
  /** The bot is not in it. */
  readonly withoutBot?: boolean;
}
export interface Seeds {
  readonly teams?: readonly SeedTeam[];
  readonly users?: readonly SeedUser[];
  readonly channels?: readonly SeedChannel[];
}

export function createWorld(seeds: Seeds, now: () => number): World {
  let counter = 0;
  let lastTs = 0;
  const world: World = {
    now,
    url: '',
    appId: 'A0FORLOEB01',
    verificationToken: 'zCdEfGhIjKlMnOpQrStUvWxY',
    teams: new Map(),
    users: new Map(),
    channels: new Map(),
    posts: [],
    ephemerals: [],
    files: new Map(),
    uploads: new Map(),
    views: [],
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    responses: [],
    violations: [],
    count: () => ++counter,
    ts: () => {
      lastTs = Math.max(lastTs + 1, Math.floor(now()) * 1000);
      return `${Math.floor(lastTs / 1e6)}.${String(lastTs % 1e6).padStart(6, '0')}`;
    },
  };
  for (const team of seeds.teams ?? [{ id: 'T1' }]) addTeam(world, team);
  for (const user of seeds.users ?? []) addUser(world, user);
  for (const channel of seeds.channels ?? []) addChannel(world, channel);
  return world;
}

function addTeam(world: World, seed: SeedTeam): void {
  const plain = seed.id.slice(1);
  const team: Team = {
    name: `Workspace ${plain}`,
    domain: `workspace-${plain.toLowerCase()}`,
    token: `xoxb-${plain}-test`,
    appToken: `xapp-${plain}-test`,
    botUser: `UBOT${plain}`,
    botId: `BBOT${plain}`,
    scopes: undefined,
    ...seed,
  };
  world.teams.set(team.id, team);
  addUser(world, { id: team.botUser, team: team.id, name: 'forloebsvagten', isBot: true });
}

const firstTeam = (world: World): string => [...world.teams.keys()][0] ?? 'T1';

export function addUser(world: World, seed: SeedUser): User {
  const name = seed.name ?? seed.id;
  const user: User = {
    team: firstTeam(world),
    name,
    email: undefined,
    locale: 'da-DK',
    tz: 'Europe/Copenhagen',
    isBot: false,
    isRestricted: false,
    isUltraRestricted: false,
    isStranger: false,
    deleted: false,
    ...seed,
    handle: name.toLowerCase().replace(/[^a-zæøå0-9]+/g, '.'),
  };
  world.users.set(user.id, user);
  return user;
}

export function addChannel(world: World, seed: SeedChannel): Channel {
  const team = seed.team ?? firstTeam(world);
  const bot = world.teams.get(team)?.botUser;
  const members = new Set(seed.members ?? []);
  if (bot !== undefined && seed.withoutBot !== true) members.add(bot);
  const channel: Channel = {
    id: seed.id,
    team,
    name: seed.name ?? seed.id.toLowerCase(),
    kind: seed.private === true ? 'private' : 'public',
    extShared: seed.extShared ?? false,
    archived: seed.archived ?? false,
    members,
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** The direct message between a person and the workspace's bot; made at first use. */
export function directMessage(world: World, team: Team, user: string): Channel {
  const known = [...world.channels.values()].find(
    (channel) => channel.kind === 'im' && channel.team === team.id && channel.members.has(user),
  );
  if (known !== undefined) return known;
  const id = `D${team.id.slice(1)}${user.slice(1)}`;
  const members = new Set([user, team.botUser]);
  const made: Channel = {
    id,
    team: team.id,
    name: 'directmessage',
    kind: 'im',
    extShared: false,
    archived: false,
    members,
  };
  world.channels.set(id, made);
  return made;
}
