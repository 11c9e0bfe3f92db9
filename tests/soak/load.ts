// A steady mix over both platforms: reads, records, presses and forms, each request on its own, whether the last is answered or not.
import { setTimeout } from 'node:timers/promises';
import { type Asked, numbered } from '../chaos/asked.ts';
import type { Clerks } from '../chaos/clerks.ts';
import { type Office, signingSecret, slackClerks, slackIdOf, teamsClerks } from '../chaos/office.ts';
import type { Sight } from '../chaos/sight.ts';
import { type Person, slackClient } from '../support/slack/slack-client.ts';

export interface Load {
  /** Milliseconds from the delivery to the answer that the person sees, since the last time this was asked. */
  times(): readonly number[];
  /** How many were asked for, how many of them were not taken within 3 s, and how many have no answer yet. */
  counts(): { readonly asked: number; readonly refused: number; readonly open: number };
  /** What could not even be sent, or filled in. */
  readonly misses: readonly string[];
  /** Resolves when the last has been sent. */
  readonly over: Promise<void>;
}

export interface LoadOptions {
  readonly office: Office;
  readonly clerks: Clerks;
  readonly sight: Sight;
  /** At each platform. */
  readonly count: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly port: number;
  /** Nothing is recorded or posted: what then grows is neither history nor a platform's backlog. */
  readonly readsOnly: boolean;
}

type Kind = (clerk: number, number: string) => Promise<Asked | undefined>;

/** Of twenty requests: eleven read, five press, two are about forms, and four record, one by its form. */
function mixOf({ office, clerks, count, port, readsOnly }: LoadOptions): readonly Kind[] {
  const bySlack = slackClerks(count);
  const byTeams = teamsClerks(count);
  const nth = (list: readonly string[], index: number) => list[index % list.length] ?? '';
  const url = `http://127.0.0.1:${port}/slack/events`;
  const client = slackClient({ fake: office.slack, url, signingSecret });
  const people = new Map(bySlack.map((id): [string, Person] => [id, client.as(slackIdOf(id))]));
  const note = (number: string) => `notat Faxe note="${number}"`;
  const read = 'overblik 2026';

  const slash: Kind = (clerk) => clerks.asks('slash', nth(bySlack, clerk), read);
  const slackPress: Kind = (clerk) => clerks.asks('Slack press', nth(bySlack, clerk), read);
  const direct: Kind = (clerk) => clerks.asks('direct message', nth(bySlack, clerk), read);
  const message: Kind = (clerk) => clerks.asks('Teams message', nth(byTeams, clerk), read);
  const teamsPress: Kind = (clerk) => clerks.asks('Teams press', nth(byTeams, clerk), read);
  const dialog: Kind = (clerk) => clerks.asks('Teams dialog', nth(byTeams, clerk), 'svar Odder');
  const form: Kind = async (clerk, number) => {
    const person = people.get(nth(bySlack, clerk));
    if (person === undefined) return undefined;
    await person.slash('/taskforce', 'notat Faxe note=…');
    await office.slack.until(() => office.slack.view(person.id) !== undefined, 'a form');
    await person.fill(person.view(), { Note: number });
    await person.submit(person.view());
    for (const view of office.slack.views) if (view.user === person.id) view.open = false;
    return undefined;
  };
  // What posts nothing is held up by no platform's pace, however fast it comes.
  if (readsOnly) return [slash, dialog];
  return [
    ...[slash, message, slash, message, slackPress, teamsPress, direct, message, slackPress, message],
    ...[slash, dialog, slackPress, teamsPress, slash, message],
    (clerk, number) => clerks.asks('slash', nth(bySlack, clerk), note(number), number),
    (clerk, number) => clerks.asks('Teams message', nth(byTeams, clerk), note(number), number),
    form,
    (clerk, number) => clerks.asks('Teams press', nth(byTeams, clerk), note(number), number),
  ];
}

export function startLoad(options: LoadOptions): Load {
  const { sight, perSecond, seconds } = options;
  const mix = mixOf(options);
  const began = performance.now();
  const since = new Map<Asked, number>();
  let times: number[] = [];
  const misses: string[] = [];
  let asked = 0;
  let underWay = 0;
  let looked = 0;
  let refused = 0;

  /** What has been answered since, by the person's eyes. */
  function look(): void {
    sight.look();
    for (const each of sight.all.slice(looked)) since.set(each, performance.now());
    looked = sight.all.length;
    for (const [each, from] of since) {
      if (!each.isAnswered) continue;
      times.push(performance.now() - from);
      since.delete(each);
    }
  }

  async function send(): Promise<void> {
    const kind = mix[asked % mix.length];
    // Another each time: the mix and the office may be equally many.
    const clerk = asked + Math.floor(asked / mix.length);
    asked++;
    underWay++;
    try {
      const sent = await kind?.(clerk, numbered(asked));
      // Nobody waits for an answer to what was not taken in time.
      if (sent && !sent.isAccepted) {
        refused++;
        since.delete(sent);
      }
    } catch (fault) {
      misses.push(String(fault));
    }
    underWay--;
  }

  async function drive(): Promise<void> {
    const watching = setInterval(look, 4);
    while (performance.now() < began + seconds * 1_000) {
      const due = Math.floor(((performance.now() - began) / 1_000) * perSecond);
      while (asked < due) void send();
      await setTimeout(10);
    }
    const end = performance.now() + 60_000;
    while ((underWay > 0 || since.size > 0) && performance.now() < end) await setTimeout(50);
    clearInterval(watching);
  }

  return {
    times() {
      const taken = times;
      times = [];
      return taken;
    },
    counts: () => ({ asked, refused, open: underWay + since.size }),
    misses,
    over: drive(),
  };
}
