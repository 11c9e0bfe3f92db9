// Everything around the product: people, the fakes of both platforms they sit at, one clock for all, and settings that lead there.
import { consolePeople } from '../../src/config/people.ts';
import type { Person } from '../../src/ports.ts';
import { type FakeSlack, startFakeSlack } from '../support/slack/fake-slack.ts';
import { type FakeConnector, startFakeConnector } from '../support/teams/fake-connector.ts';
import { appId, bearer, startIdentity, tenant } from '../support/teams/identity.ts';

export interface Office {
  readonly slack: FakeSlack;
  readonly teams: FakeConnector;
  /** Clerks at Slack, clerks at Teams, and those who approve, who are at both. */
  readonly people: readonly Person[];
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds; the platforms' clock. */
  now(): number;
  /** What Microsoft signs its deliveries with. */
  authorization(): string;
  close(): Promise<void>;
}

export const signingSecret = 'en hemmelighed for Slack';
export const sealSecret = 'en hemmelighed, der er mindst toogtredive tegn lang';

/** A Tuesday at nine in Copenhagen: reminders are said in working hours alone. */
export const morning = Date.parse('2026-11-24T08:00:00Z');

/** Where cards of what is recorded stand. */
export const registerChannel = 'CREGISTER';

export const slackClerks = (count: number): string[] => named('slack', count);
export const teamsClerks = (count: number): string[] => named('teams', count);
const named = (platform: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${platform}-${index + 1}`);

export const slackIdOf = (person: string): string => `U${person.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`;
export const teamsIdOf = (person: string): string => `29:${person}`;

/** `ahead`: milliseconds by which the office's clock is before the machine's. */
export async function openOffice(options: { clerks: number; ahead: number }): Promise<Office> {
  const now = () => Date.now() + options.ahead;
  const people = peopleOf(options.clerks);
  const slack = await startFakeSlack({
    now,
    users: people.map(({ id, name }) => ({ id: slackIdOf(id), name })),
    channels: [{ id: registerChannel, name: 'forløb', members: people.map(({ id }) => slackIdOf(id)) }],
  });
  const teams = await startFakeConnector({ now, tenant, bot: `28:${appId}` });
  for (const { id, name, teams: aad = '' } of people)
    teams.addPerson({ id: teamsIdOf(id), aad, name, hasApp: aad !== '' });
  const identity = await startIdentity();
  return {
    slack,
    teams,
    people,
    now,
    authorization() {
      const seconds = Math.floor(now() / 1_000);
      return bearer({ nbf: seconds - 60, exp: seconds + 3_600, serviceurl: teams.serviceUrl });
    },
    env: {
      SLACK_BOT_TOKEN: 'xoxb-1-test',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: slack.apiUrl,
      TEAMS_APP_ID: appId,
      TEAMS_TENANT_ID: tenant,
      TEAMS_APP_PASSWORD: 'en adgangskode',
      TEAMS_SERVICE_ORIGINS: teams.url,
      TEAMS_OPENID_URL: identity.openIdMetadataUrl,
      SEAL_SECRET: sealSecret,
      // What is tested is not how fast one person may write.
      COMMANDS_PER_MINUTE: '0',
    },
    async close() {
      await Promise.all([slack.close(), teams.close()]);
      await identity.stop();
    },
  };
}

function peopleOf(clerks: number): readonly Person[] {
  const approvers = consolePeople.map((each, index) => ({
    ...each,
    slack: slackIdOf(each.id),
    teams: aadOf(index),
  }));
  const clerk = { roles: ['sagsbehandler'], locale: 'da', leader: 'leder' } as const;
  return [
    ...approvers,
    ...slackClerks(clerks).map((id) => ({ id, name: id, ...clerk, slack: slackIdOf(id) })),
    ...teamsClerks(clerks).map((id, index) => ({ id, name: id, ...clerk, teams: aadOf(100 + index) })),
  ];
}

function aadOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number + 1).padStart(12, '0')}`;
}
