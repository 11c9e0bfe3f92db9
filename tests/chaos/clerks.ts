// Clerks at both platforms: what they type and press leaves as the platform sends it, and again where no answer came in time.

import { setTimeout } from 'node:timers/promises';
import { createTokens } from '../../adapters/shared/sealed-lines.ts';
import { onceNamed } from '../../adapters/shared/told.ts';
import { deliver } from '../support/slack/deliveries.ts';
import { eventCallback, messageEvent, type Scene } from '../support/slack/event-payloads.ts';
import { actionJson, messageActions, slashCommand } from '../support/slack/payloads.ts';
import { issueResponseUrl } from '../support/slack/response-urls.ts';
import { directMessage } from '../support/slack/seeds.ts';
import { issueTrigger } from '../support/slack/views.ts';
import type { Post } from '../support/slack/world.ts';
import { personalOf } from '../support/teams/fake-connector-world.ts';
import { message, press, sendTo } from '../support/teams/teams-requests.ts';
import type { Json } from '../support/teams/teams-screen.ts';
import { type Asked, asked, type Way } from './asked.ts';
import type { Chance } from './chance.ts';
import { type Office, sealSecret, signingSecret, slackIdOf, teamsIdOf } from './office.ts';
import type { Sight } from './sight.ts';

export interface Clerks {
  /** Resolves when the platform has been answered or has given up. */
  asks(way: Way, clerk: string, line: string, number?: string): Promise<Asked>;
}

interface Delivery {
  readonly status: number;
  readonly body: string;
}

/** Milliseconds until a platform takes it that there is no answer. */
const impatience = 3_000;
/** Milliseconds until it delivers again; Slack's are up to five minutes, Teams' some 15 s. */
const repeatAfter = 700;
/** Of what was accepted, such a share comes again all the same, up to so many milliseconds later: to a successor, perhaps. */
const surplus = 0.25;
const surplusWithin = 6_000;

const slackTokens = createTokens(signingSecret);
const teamsTokens = createTokens(sealSecret);

/** `port`: of an instance, another each time where there are several. */
export function createClerks(office: Office, sight: Sight, chance: Chance, port: () => number): Clerks {
  const { slack, teams } = office;
  let count = 0;

  async function delivered(
    about: Asked,
    tries: number,
    send: (repeat: number) => Promise<Delivery>,
  ): Promise<Asked> {
    sight.expect(about);
    for (let repeat = 0; repeat < tries; repeat++) {
      if (repeat > 0) await setTimeout(repeatAfter * repeat);
      const answer = await inTime(send(repeat));
      if (answer?.status !== 200) continue;
      about.isAccepted = true;
      if (answer.body !== '') sight.heard(about, answer.body);
      if (tries > 1 && chance.between(0, 1) < surplus) void again(about, () => send(repeat + 1));
      break;
    }
    about.isGivenUp = !about.isAccepted;
    return about;
  }

  async function again(about: Asked, send: () => Promise<Delivery>): Promise<void> {
    await setTimeout(chance.between(0, surplusWithin));
    const answer = await inTime(send());
    if (answer?.status === 200 && answer.body !== '') sight.heard(about, answer.body);
  }

  function sceneOf(clerk: string): Scene {
    const { world } = slack;
    const [team] = world.teams.values();
    const user = world.users.get(slackIdOf(clerk));
    if (team === undefined || user === undefined) throw new Error(`no ${clerk} at Slack`);
    return { world, team, user };
  }

  function toSlack(
    kind: Parameters<typeof deliver>[1],
    payload: Json,
  ): (repeat: number) => Promise<Delivery> {
    return (repeat) => {
      const road = { fake: slack, url: `http://127.0.0.1:${port()}/slack/events`, signingSecret };
      const headers =
        repeat > 0 ? { 'x-slack-retry-num': String(repeat), 'x-slack-retry-reason': 'http_timeout' } : {};
      return deliver(road, kind, payload, { headers });
    };
  }

  function slackPlace(clerk: string) {
    const scene = sceneOf(clerk);
    const { world, team, user } = scene;
    const channel = directMessage(world, team, user.id);
    const post: Post = {
      kind: 'post',
      channel: channel.id,
      ts: world.ts(),
      team: team.id,
      user: user.id,
      bot: null,
      text: '',
      blocks: [],
      attachments: [],
      metadata: null,
      thread: null,
      broadcast: false,
      files: [],
      edits: [],
      edited: null,
      deleted: false,
    };
    const where = { team: team.id, user: user.id, channel: channel.id, origin: null };
    const { url } = issueResponseUrl(world, where);
    return { scene, channel, post, url, trigger: issueTrigger(world, team.id, user.id, null).id };
  }

  function slackAsks(way: Way, clerk: string, line: string, number: string | undefined): Promise<Asked> {
    const { scene, channel, post, url, trigger } = slackPlace(clerk);
    const about = { clerk, way, line, number, chat: undefined };
    if (way === 'direct message') {
      const id = `Ev${String(++count).padStart(9, '0')}`;
      const payload = eventCallback(
        scene,
        messageEvent(scene, { ...post, text: line }, 'message'),
        id,
        false,
      );
      const cause = `slack:${id}`;
      return delivered(asked({ ...about, cause, key: cause }), 4, toSlack('event', payload));
    }
    const own = asked({ ...about, cause: `slack:${trigger}`, key: url });
    // Slack delivers neither of these twice: the person sees that it failed.
    if (way === 'slash') {
      const command = { command: '/taskforce', text: line, channel, responseUrl: url, trigger };
      return delivered(own, 1, toSlack('command', slashCommand(scene, command)));
    }
    const element = {
      type: 'button',
      value: slackTokens.token(line),
      text: { type: 'plain_text', text: 'x' },
    };
    const button = {
      block: {},
      blockId: 'b',
      element,
      actionId: 'press',
      type: 'button',
      labels: [],
      isInput: false,
    };
    const payload = messageActions(scene, post, actionJson(scene, button, {}), { trigger, responseUrl: url });
    return delivered(own, 1, toSlack('interaction', payload));
  }

  function teamsAsks(way: Way, clerk: string, line: string, number: string | undefined): Promise<Asked> {
    const person = teams.world.people.get(teamsIdOf(clerk));
    if (person === undefined) throw new Error(`no ${clerk} at Teams`);
    const chat = personalOf(teams.world, person).id;
    const id = String(1_600_000_000_000 + ++count);
    const around = {
      timestamp: new Date(office.now()).toISOString(),
      serviceUrl: teams.serviceUrl,
      from: { id: person.id, name: person.name, aadObjectId: person.aad },
      conversation: { id: chat, conversationType: 'personal', tenantId: teams.tenant },
    };
    const activity =
      way === 'Teams message' ? message(id, line, around) : press(id, { ...around, ...pressed(way, line) });
    const cause = `teams:${onceNamed(chat)}|${id}`;
    const own = asked({ clerk, way, line, number, cause, key: cause, chat });
    return delivered(own, 4, () => sendTo(port(), activity, { authorization: office.authorization() }));
  }

  return {
    asks: (way, clerk, line, number) =>
      (way.startsWith('Teams') ? teamsAsks : slackAsks)(way, clerk, line, number),
  };
}

/** A button for the line, or for a form of what it lacks. */
function pressed(way: Way, line: string): Json {
  const t = teamsTokens.token(line);
  return way === 'Teams dialog'
    ? { name: 'task/fetch', value: { data: { verb: 'dialog', t } } }
    : { value: { action: { type: 'Action.Execute', verb: 'line', data: { t } } } };
}

/** Undefined where there was no answer in time. */
async function inTime(sent: Promise<Delivery>): Promise<Delivery | undefined> {
  const late = setTimeout(impatience, undefined, { ref: false });
  return Promise.race([sent, late]).catch(() => undefined);
}
