// The platforms: do they take our credentials, and do they let the app do what it must?
import { examineSlack } from '../../../../adapters/slack/examine.ts';
import { isLoopback } from '../../../../adapters/teams/hosts.ts';
import type { SlackSettings, TeamsSettings } from '../../../config/environment.ts';
import { type Finding, ok, warning, wrong } from './finding.ts';

export interface Asked {
  readonly findings: readonly Finding[];
  /** The platform's clock, in milliseconds. */
  readonly serverTime: number | undefined;
}

export async function askSlack(settings: SlackSettings): Promise<Asked> {
  const found = await examineSlack(settings.SLACK_BOT_TOKEN, settings.SLACK_API_URL);
  const { team, error, missingScopes, serverTime } = found;
  if (team === undefined)
    return {
      findings: [
        wrong(
          `Slack tog ikke imod tokenet: ${error}.`,
          'invalid_auth: hent SLACK_BOT_TOKEN igen under OAuth & Permissions. Ellers: kan maskinen nå slack.com?',
        ),
      ],
      serverTime,
    };
  const missing = missingScopes.join(', ');
  return {
    findings: [
      ok(`Slack kender tokenet: ${team}.`),
      missing === ''
        ? ok('Appen i Slack har de rettigheder, den skal have.')
        : wrong(
            `Appen i Slack mangler ${missing}.`,
            'Indlæs manifest/slack.json igen, og geninstallér appen.',
          ),
    ],
    serverTime,
  };
}

export async function askTeams(settings: TeamsSettings): Promise<Asked> {
  const { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: password, TEAMS_TENANT_ID: tenant } = settings;
  // Microsoft's SDK is heavy, and only who has Teams needs it.
  const { examineTeams } = await import('../../../../adapters/teams/examine.ts');
  const credentials =
    password === undefined
      ? ({ kind: 'managed-identity', appId } as const)
      : ({ kind: 'password', appId, password, tenant } as const);
  const { tokenTrouble, keysTrouble, serverTime } = await examineTeams(
    credentials,
    settings.TEAMS_OPENID_URL,
  );
  const isStandIn = settings.TEAMS_SERVICE_ORIGINS?.every((origin) => isLoopback(new URL(origin)));
  const token = isStandIn
    ? warning(
        'Teams er en stedfortræder på denne maskine; Microsoft blev ikke spurgt om et token.',
        'Kun til prøver.',
      )
    : tokenTrouble === undefined
      ? ok('Microsoft giver botten et token.')
      : wrong(
          `Microsoft giver botten intet token: ${tokenTrouble}.`,
          'Se TEAMS_APP_ID, TEAMS_TENANT_ID og TEAMS_APP_PASSWORD efter; en client secret udløber.',
        );
  return {
    findings: [
      token,
      keysTrouble === undefined
        ? ok('Nøglerne til tokens fra Teams kan hentes.')
        : wrong(
            `Nøglerne til tokens fra Teams kan ikke hentes: ${keysTrouble}.`,
            'Kan maskinen nå login.botframework.com?',
          ),
    ],
    serverTime,
  };
}
