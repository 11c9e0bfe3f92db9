// Two platforms as one: who is written to where, what is never tried again elsewhere, and what became of a lost message.
import { beforeEach, describe, expect, it } from 'vitest';
import { type PlayedClock, playedClock } from '../../src/clocks.ts';
import { joinMessengers } from '../../src/messengers.ts';
import type { Board, Messenger, Person, Posting, Tracing } from '../../src/ports.ts';

const claimedAt = '2025-01-31T07:30:00.000Z';
const mette: Person = { id: 'mette', name: 'Mette', roles: [], leader: null, locale: 'da' };
const inTeams: Person = { ...mette, teams: '4f5a' };
const inSlack: Person = { ...mette, slack: 'U1' };

interface Platform {
  readonly messenger: Messenger;
  readonly asked: string[];
  posting: Posting;
  tracing: Tracing;
  /** Milliseconds until it answers. */
  takes: number;
}

let clock: PlayedClock;
let slack: Platform;
let teams: Platform;
let joined: Messenger;

beforeEach(() => {
  clock = playedClock(claimedAt);
  slack = platform('slack');
  teams = platform('teams');
  joined = joinMessengers([slack.messenger, teams.messenger], clock);
});

const unused = () => Promise.reject(new Error('a board that nobody asks'));

function platform(name: Board['platform']): Platform {
  const asked: string[] = [];
  const self: Platform = {
    asked,
    posting: { outcome: 'delivered', reference: `${name}:1` },
    tracing: { outcome: 'failed', reason: 'absent' },
    takes: 0,
    messenger: {
      viaOf: () => name,
      boards: [{ platform: name, guests: unused, post: unused, attach: unused, update: unused }],
      async post({ id }) {
        asked.push(id);
        clock.set(new Date(Date.parse(clock.now()) + self.takes).toISOString());
        return self.posting;
      },
      async find({ message }) {
        asked.push(message);
        return self.tracing;
      },
    },
  };
  return self;
}

const failed = (reason: string): Posting => ({ outcome: 'failed', reason });
const post = (to: Person = mette) => joined.post({ id: 'M-1', to, kind: 'digest', at: claimedAt, view: [] });
const find = (via: Board['platform'], to = 'mette', kind: 'digest' | 'card' = 'digest') =>
  joined.find({ message: 'M-1', kind, to, at: claimedAt, via });

describe('a message to a person', () => {
  it('goes where the directory says that the person is, else in the order of the platforms', async () => {
    expect(await post()).toEqual({ outcome: 'delivered', reference: 'slack:1' });
    expect(await post(inTeams)).toEqual({ outcome: 'delivered', reference: 'teams:1' });
    expect(await post({ ...inSlack, ...inTeams, slack: 'U1' })).toEqual({
      outcome: 'delivered',
      reference: 'slack:1',
    });
    expect([slack.asked, teams.asked].map((each) => each.length)).toEqual([2, 1]);
    expect([mette, inTeams, inSlack].map((each) => joined.viaOf(each))).toEqual(['slack', 'teams', 'slack']);
  });

  for (const reason of ['no-user', 'no-conversation', 'not-installed'])
    it(`goes on to the next platform where the first says ${reason}`, async () => {
      slack.posting = failed(reason);
      expect(await post()).toEqual({ outcome: 'delivered', reference: 'teams:1' });
      teams.posting = failed(reason);
      slack.posting = { outcome: 'delivered', reference: 'slack:1' };
      expect(await post(inTeams)).toEqual({ outcome: 'delivered', reference: 'slack:1' });
    });

  for (const posting of [{ outcome: 'unknown' }, failed('blocked'), failed('ratelimited')] as const)
    it(`stays where it was tried when that came to ${'reason' in posting ? posting.reason : posting.outcome}`, async () => {
      slack.posting = posting;
      expect(await post()).toEqual(posting);
      expect(teams.asked).toEqual([]);
    });

  it('is not tried elsewhere when the platform threw, for it may have arrived', async () => {
    slack.messenger.post = () => Promise.reject(new Error('ECONNRESET'));
    await expect(post()).rejects.toThrow('ECONNRESET');
    expect(teams.asked).toEqual([]);
  });

  it('is passed on within the minute of its claim and no later, so that nothing is under way when it is asked about', async () => {
    slack.posting = failed('no-user');
    slack.takes = 60_000;
    expect(await post()).toMatchObject({ outcome: 'delivered' });
    clock = playedClock(claimedAt);
    joined = joinMessengers([slack.messenger, teams.messenger], clock);
    slack.takes = 60_001;
    expect(await post()).toEqual(failed('no-user'));
    expect(teams.asked).toHaveLength(1);
  });

  it('that arrives nowhere has failed for the reason that somebody can do something about', async () => {
    for (const [first, second, kept] of [
      ['no-user', 'not-installed', 'not-installed'],
      ['not-installed', 'no-user', 'not-installed'],
      ['no-user', 'no-conversation', 'no-conversation'],
      ['not-installed', 'no-conversation', 'not-installed'],
      ['not-installed', 'blocked', 'blocked'],
      ['no-user', 'ratelimited', 'ratelimited'],
    ] as const) {
      slack.posting = failed(first);
      teams.posting = failed(second);
      expect(await post()).toEqual(failed(kept));
    }
  });
});

describe('a message of which nothing is known', () => {
  const there: Tracing = { outcome: 'delivered', reference: 'teams:9' };
  const absent: Tracing = { outcome: 'failed', reason: 'absent' };
  const silent: Tracing = { outcome: 'unknown' };
  const never: Tracing = { outcome: 'untraceable' };

  it('has arrived when any platform has it', async () => {
    for (const other of [absent, silent, never]) {
      slack.tracing = other;
      teams.tracing = there;
      expect(await find('slack')).toEqual(there);
    }
  });

  it('has failed only when every platform says so', async () => {
    slack.tracing = absent;
    teams.tracing = { outcome: 'failed', reason: 'not-installed' };
    expect(await find('slack')).toEqual(absent);
    teams.tracing = silent;
    expect(await find('slack')).toEqual(silent);
    teams.tracing = never;
    expect(await find('slack')).toEqual(never);
  });

  it('is given up or asked about again as the platform says to which it was to go', async () => {
    slack.tracing = silent;
    teams.tracing = never;
    expect(await find('slack')).toEqual(silent);
    expect(await find('teams')).toEqual(never);
  });

  it('is asked about again when a platform breaks down over the question', async () => {
    slack.messenger.find = () => Promise.reject(new Error('ECONNREFUSED'));
    expect(await find('slack')).toEqual(silent);
  });

  it('in a channel is asked of that channel’s platform alone', async () => {
    slack.tracing = there;
    expect(await find('teams', 'teams:19:a@thread.tacv2', 'card')).toEqual(absent);
    expect(slack.asked).toEqual([]);
  });

  it('in a channel of a platform that is no longer served stays a doubt', async () => {
    joined = joinMessengers([slack.messenger], clock);
    expect(await find('teams', 'teams:19:a@thread.tacv2', 'card')).toEqual(never);
    expect(slack.asked).toEqual([]);
  });
});
