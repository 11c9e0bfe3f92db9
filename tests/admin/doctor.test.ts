// What the doctor finds: each thing that would stop or spoil the bot's work, with what helps.
import { chmod } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { examineSlack } from '../../adapters/slack/examine.ts';
import { botScopes } from '../../adapters/slack/scopes.ts';
import { examineTeams } from '../../adapters/teams/examine.ts';
import {
  examineClock,
  examineDisk,
  examineHolidays,
  examineNode,
  examineZone,
} from '../../src/admin/start/examinations/machine.ts';
import { examinePeople } from '../../src/admin/start/examinations/store.ts';
import { consolePeople } from '../../src/config/people.ts';
import type { Person } from '../../src/ports.ts';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { emptyOffice } from './copied.ts';

const now = '2026-11-23T09:00:00.000Z';

describe('the machine', () => {
  it.each([
    ['2033-06-01', 'ok', 'kender helligdagene fra 2014 til 2035'],
    ['2035-06-01', 'wrong', 'mangler helligdagene for 2036'],
  ])('on %s is %s with the holidays that it knows', (day, state, says) => {
    expect(examineHolidays(`${day}T09:00:00.000Z`)).toMatchObject({
      state,
      says: expect.stringContaining(says),
    });
  });

  it.each<readonly [seconds: number | undefined, state: string]>([
    [0, 'ok'],
    [-30, 'ok'],
    [31, 'warning'],
    [-299, 'warning'],
    [300, 'wrong'],
    [-3_600, 'wrong'],
    [undefined, 'warning'],
  ])('whose clock is %s seconds from the platform’s is %s', (seconds, state) => {
    const theirs = seconds === undefined ? undefined : Date.parse(now) - seconds * 1_000;
    expect(examineClock(now, theirs)).toMatchObject({ state });
  });

  it('knows Danish time', () => {
    expect(examineZone(now)).toMatchObject({ state: 'ok', says: expect.stringContaining('10.00') });
  });

  it.each([
    ['v20.18.9', 'wrong'],
    ['v20.19.0', 'ok'],
    ['v22.1.0', 'ok'],
    ['v18.20.0', 'wrong'],
  ])('with Node %s is %s', (version, state) => {
    expect(examineNode(version)).toMatchObject({ state });
  });

  it('whose folder others can read, or that is not there, is told what to do', async () => {
    const { folder } = await emptyOffice();
    let elapsed = 0;
    const states = async (path: string, step = 1) => {
      const found = await examineDisk(path, () => (elapsed += step));
      return found.map(({ state, help }) => [state, help?.split(':')[0]]);
    };
    expect(await states(folder)).toEqual([
      ['ok', undefined],
      ['ok', undefined],
      ['ok', undefined],
    ]);
    await chmod(folder, 0o755);
    expect((await states(folder))[0]).toEqual(['warning', 'Luk den']);
    expect((await states(folder, 51))[2]).toEqual(['warning', 'Hver registrering venter så længe']);
    expect(await states(join(folder, 'væk'))).toEqual([['wrong', expect.stringContaining('DATA')]]);
  });
});

describe('the people', () => {
  const served = { slack: undefined, teams: undefined };
  const anna: Person = {
    id: 'p-1',
    name: 'Anna',
    roles: ['leder'],
    locale: 'da',
    leader: null,
    email: 'anna@x.dk',
  };

  async function found(people: readonly Person[]) {
    const { folder } = await emptyOffice();
    const archive = openLowdbArchive(folder);
    if (people.length > 0) await archive.replacePeople(people);
    return (await examinePeople(archive, served, (line) => line))[0];
  }

  it('are missing, are still the examples, cannot be found, or are all right', async () => {
    expect(await found([])).toMatchObject({ state: 'wrong' });
    expect(await found(consolePeople)).toMatchObject({
      state: 'warning',
      says: expect.stringContaining('eksemplerne'),
    });
    const { email: _, ...lost } = { ...anna, id: 'p-2', name: 'Bo' };
    expect(await found([anna, lost])).toMatchObject({
      state: 'warning',
      says: expect.stringContaining('finde Bo'),
    });
    expect(await found([anna])).toMatchObject({ state: 'ok' });
  });
});

/** A stand-in that answers everything alike. */
async function answering(body: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const server = createServer((_, response) => void response.writeHead(200, headers).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
}

describe('the platforms', () => {
  it('Slack takes the token, and gives the rights that the bot asks for or is told which are missing', async () => {
    const said = JSON.stringify({ ok: true, team: 'Ministeriet' });
    const all = await examineSlack(
      'xoxb-1',
      await answering(said, { 'x-oauth-scopes': botScopes.join(',') }),
    );
    expect(all).toMatchObject({ team: 'Ministeriet', error: undefined, missingScopes: [] });
    expect(all.serverTime).toBeGreaterThan(0);
    const some = await examineSlack(
      'xoxb-1',
      await answering(said, { 'x-oauth-scopes': 'commands, chat:write' }),
    );
    expect(some.missingScopes).toEqual(
      botScopes.filter((scope) => !['commands', 'chat:write'].includes(scope)),
    );
  });

  it('Slack refuses the token, or does not answer', async () => {
    const refused = await answering('{"ok":false,"error":"invalid_auth"}');
    expect(await examineSlack('xoxb-1', refused)).toMatchObject({ team: undefined, error: 'invalid_auth' });
    const silent = await examineSlack('xoxb-1', 'http://127.0.0.1:9/');
    expect(silent).toMatchObject({
      team: undefined,
      serverTime: undefined,
      error: expect.stringContaining('fetch failed'),
    });
  });

  it('Microsoft’s keys can be had, or the page holds none', async () => {
    const credentials = { kind: 'token', token: async () => 'x' } as const;
    const there = await answering('{"jwks_uri":"https://x"}');
    expect(await examineTeams(credentials, there)).toMatchObject({
      tokenTrouble: undefined,
      keysTrouble: undefined,
    });
    expect(await examineTeams(credentials, await answering('{}'))).toMatchObject({ keysTrouble: 'http_200' });
    const refusing = {
      kind: 'token',
      token: () => Promise.reject(new Error('AADSTS7000215: wrong secret')),
    } as const;
    expect(await examineTeams(refusing, there)).toMatchObject({ tokenTrouble: 'no_token AADSTS7000215' });
  });
});
