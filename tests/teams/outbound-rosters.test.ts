// Who is there, and a personal chat with one of them: asked patiently, never guessed.
import { describe, expect, test } from 'vitest';
import { channel, createSender } from '../support/teams/outbound-sender.ts';

describe('a roster', () => {
  test("is read whole, page after page, and of a thread it is the team's", async () => {
    const { time, teams, outbound, thread } = await createSender();
    for (let each = 0; each < 1_200; each++) {
      const id = `29:${each}`;
      teams.addPerson({ id, aad: `aad-${each}`, name: `Person ${each}` });
      teams.world.conversations.get(channel)?.members.add(id);
    }
    const members = await time.until(outbound.members(thread));
    expect(members).toHaveLength(1_203);
    expect(members?.[0]).toEqual({
      id: '29:Anna',
      aad: 'aad-Anna',
      name: 'Anna',
      email: 'Anna@ministeriet.dk',
      upn: 'Anna@ministeriet.dk',
      tenant: teams.tenant,
      role: 'user',
    });
    expect(teams.requestsOf('pagedmembers')).toHaveLength(3);
    expect(teams.violations).toEqual([]);
  });

  test('is asked for again when no answer came', async () => {
    const { time, teams, outbound, group } = await createSender();
    teams.next('pagedmembers', { fault: 'status', status: 503 });
    teams.next('pagedmembers', { fault: 'garbage' });
    teams.next('pagedmembers', { fault: 'status', status: 429, retryAfter: 3 });
    expect(await time.until(outbound.members(group))).toHaveLength(3);
  });

  test('that Teams does not tell is no empty roster, and where the bot is not it is noted as gone', async () => {
    const { time, teams, outbound, group, states } = await createSender();
    teams.setBot(group.conversation, false);
    expect(await time.until(outbound.members(group))).toBeUndefined();
    expect(await time.until(outbound.member(group, '29:Anna'))).toBe('unknown');
    expect(new Set(states)).toEqual(new Set([`${group.conversation} gone`]));
  });

  test('that never ends is given up', async () => {
    const { time, teams, outbound, group } = await createSender();
    for (let each = 0; each < 10_001; each++) {
      teams.addPerson({ id: `29:${each}`, aad: `aad-${each}`, name: `Person ${each}` });
      teams.world.conversations.get(group.conversation)?.members.add(`29:${each}`);
    }
    expect(await time.until(outbound.members(group))).toBeUndefined();
    expect(teams.requestsOf('pagedmembers')).toHaveLength(20);
  });
});

describe('somebody', () => {
  test('is there, is not there, or nobody says', async () => {
    const { time, teams, outbound, group } = await createSender();
    expect(await time.until(outbound.member(group, '29:Bo'))).toMatchObject({ id: '29:Bo', name: 'Bo' });
    expect(await time.until(outbound.member(group, 'aad-Bo'))).toMatchObject({ id: '29:Bo' });
    expect(await time.until(outbound.member(group, '29:Dorte'))).toBeUndefined();
    teams.next('member', { fault: 'status', status: 404 });
    expect(await time.until(outbound.member(group, '29:Bo'))).toBe('unknown');
    teams.next('member', { fault: 'hang' }, { times: 'all' });
    expect(await time.until(outbound.member(group, '29:Bo'))).toBe('unknown');
  });
});

describe('a personal chat', () => {
  const bo = { user: '29:Bo', aad: 'aad-Bo' };

  test('opens with somebody of a team, always the same, and can be written to', async () => {
    const { time, teams, outbound } = await createSender();
    const { serviceUrl, tenant, bot } = teams;
    const opened = await time.until(outbound.open({ serviceUrl, tenant, bot, ...bo }));
    expect(opened).toEqual({
      tenant,
      serviceUrl,
      conversation: 'a:personal-aad-Bo',
      kind: 'personal',
      bot,
      ...bo,
      state: 'installed',
    });
    expect(await time.until(outbound.open({ serviceUrl, tenant, bot, ...bo }))).toEqual(opened);
    if ('failed' in opened) return expect.fail();
    expect((await time.until(outbound.post(opened, { text: 'Hej' }))).outcome).toBe('delivered');
    expect(teams.violations).toEqual([]);
  });

  test('does not open with somebody without the app', async () => {
    const { time, teams, outbound } = await createSender();
    teams.addPerson({ id: '29:Dorte', aad: 'aad-D', name: 'Dorte' });
    const { serviceUrl, tenant, bot } = teams;
    expect(await time.until(outbound.open({ serviceUrl, tenant, bot, user: '29:Dorte' }))).toEqual({
      failed: 'ForbiddenOperationException',
      isRefused: true,
    });
  });

  test('is asked for once when no answer came, and again when it was turned away', async () => {
    const { time, teams, outbound } = await createSender();
    const { serviceUrl, tenant, bot } = teams;
    teams.next('create', { fault: 'status', status: 503 });
    expect(await time.until(outbound.open({ serviceUrl, tenant, bot, ...bo }))).toEqual({
      failed: 'http_503',
      isRefused: false,
    });
    expect(teams.requestsOf('create')).toHaveLength(1);
    teams.next('create', { fault: 'status', status: 412 });
    expect(await time.until(outbound.open({ serviceUrl, tenant, bot, ...bo }))).toMatchObject({
      kind: 'personal',
    });
    teams.next('create', { fault: 'garbage', work: 'done' });
    expect(await time.until(outbound.open({ serviceUrl, tenant, bot, ...bo }))).toEqual({
      failed: 'unreadable_answer',
      isRefused: false,
    });
  });
});
