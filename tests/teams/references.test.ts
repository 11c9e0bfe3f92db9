// Where everybody and every channel is reached: learnt from each activity, kept through restarts, and marked when it is over.
import { describe, expect, it } from 'vitest';
import { createPeople } from '../../adapters/teams/people.ts';
import { channelOf, type Reference } from '../../adapters/teams/reference.ts';
import { isAboutBot, openReferences, referenceIn } from '../../adapters/teams/references.ts';
import type { Memory, Person } from '../../src/ports.ts';
import { sharedMemory } from '../support/shared-memory.ts';

const personal: Reference = {
  tenant: 't',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  conversation: 'a:anna',
  kind: 'personal',
  bot: '28:bot',
  user: '29:anna',
  aad: 'aad-anna',
  state: 'installed',
};
const channel: Reference = {
  ...personal,
  conversation: '19:x@thread.tacv2',
  kind: 'channel',
  team: '19:team',
};
const person = (more: Partial<Person> = {}): Person => ({
  id: 'anna',
  name: 'Anna',
  roles: [],
  locale: 'da',
  leader: null,
  email: 'Anna@ministeriet.dk',
  ...more,
});

/** As the roster has Anna. */
const identity = { aad: 'aad-anna', addresses: ['anna@ministeriet.dk'] };

function memory(): Memory & { readonly writes: string[] } {
  const kept = new Map<string, unknown>();
  const writes: string[] = [];
  return {
    writes,
    all: async () => new Map(structuredClone([...kept])),
    async put(key, value) {
      writes.push(key);
      kept.set(key, structuredClone(value));
    },
    delete: async (key) => void kept.delete(key),
    watch: () => () => undefined,
  };
}

describe('what an activity tells', () => {
  const activity = {
    serviceUrl: personal.serviceUrl,
    from: { id: '29:anna', aadObjectId: 'aad-anna' },
    recipient: { id: '28:bot' },
    conversation: { id: 'a:anna', conversationType: 'personal', tenantId: 't' },
  };

  it('is where it came from', () => expect(referenceIn(activity)).toEqual({ ...personal, team: undefined }));

  it('is of a channel its thread and its team', () => {
    const conversation = { id: '19:x@thread.tacv2;messageid=1', conversationType: 'channel' };
    const channelData = { tenant: { id: 't' }, team: { id: '19:team' } };
    expect(referenceIn({ ...activity, conversation, channelData })).toMatchObject({
      conversation: '19:x@thread.tacv2;messageid=1',
      kind: 'channel',
      team: '19:team',
      tenant: 't',
    });
    expect(channelOf('19:x@thread.tacv2;messageid=1')).toBe('19:x@thread.tacv2');
  });

  it.each([
    ['without its kind', { id: '19:x' }],
    ['of a kind that is not known', { id: '19:x', conversationType: 'meeting' }],
    ['of a chat between two people', { id: '19:a_b@unq.gbl.spaces', conversationType: 'personal' }],
  ])('of a conversation %s is nobody’s own chat', (_, conversation) => {
    expect(referenceIn({ ...activity, conversation }).kind).toBe('groupChat');
  });

  it('of a conversation without its kind is what is known of it', () => {
    const conversation = { id: 'a:anna' };
    expect(referenceIn({ ...activity, conversation }, personal).kind).toBe('personal');
  });

  it('of the bot’s own coming and going is about nobody else’s', () => {
    const members = [{ id: '29:anna' }, { id: '28:bot' }];
    expect(isAboutBot({ ...activity, membersAdded: members }, 'membersAdded')).toBe(true);
    expect(isAboutBot({ ...activity, membersAdded: members.slice(0, 1) }, 'membersAdded')).toBe(false);
    expect(isAboutBot({ ...activity, membersAdded: members }, 'membersRemoved')).toBe(false);
    expect(isAboutBot({ ...activity, membersRemoved: 'alle' }, 'membersRemoved')).toBe(false);
  });
});

describe('two instances', () => {
  const again = { ...personal, conversation: 'a:anna-2' };
  const moved = { ...personal, serviceUrl: 'https://smba.trafficmanager.net/amer/' };

  it('write to the same of somebody’s chats, the one that told something last, also after a start', async () => {
    const shared = sharedMemory();
    const [mine, theirs] = [await openReferences(shared.open()), await openReferences(shared.open())];
    await mine.learn(personal, identity);
    await theirs.learn(again, identity);
    await mine.learn(moved, identity);
    for (const each of [mine, theirs, await openReferences(shared.open())])
      expect(each.personalOf(person())?.conversation).toBe('a:anna');
  });

  it('forget what was taken out of the memory', async () => {
    const shared = sharedMemory();
    const mine = await openReferences(shared.open());
    await mine.learn(personal, identity);
    await shared.open().delete('a:anna');
    expect(mine.of('a:anna')).toBeUndefined();
  });
});

describe('a reference', () => {
  it('is known again after a restart', async () => {
    const disk = memory();
    await (await openReferences(disk)).learn(personal, identity);
    const again = await openReferences(disk);
    expect(again.of('a:anna')).toMatchObject(personal);
    expect(again.personalOf(person())).toMatchObject({ conversation: 'a:anna' });
    expect(again.personOf('29:anna', [person()])?.id).toBe('anna');
  });

  it('is written once, however much is said', async () => {
    const disk = memory();
    const references = await openReferences(disk);
    for (let time = 0; time < 5; time++) await references.learn(personal, identity);
    expect(disk.writes).toEqual(['a:anna']);
  });

  it('is written anew when Teams moves the conversation to another region', async () => {
    const disk = memory();
    const references = await openReferences(disk);
    await references.learn(personal, identity);
    await references.learn({ ...personal, serviceUrl: 'https://smba.trafficmanager.net/amer/' });
    expect((await openReferences(disk)).of('a:anna')).toMatchObject({
      serviceUrl: 'https://smba.trafficmanager.net/amer/',
      addresses: identity.addresses,
    });
  });

  it('of a channel is the channel’s, whoever wrote there, and in whatever thread', async () => {
    const references = await openReferences(memory());
    await references.learn({ ...channel, conversation: `${channel.conversation};messageid=5` }, identity);
    expect(references.of(`${channel.conversation};messageid=9`)).toMatchObject({
      conversation: channel.conversation,
    });
    expect(references.of(channel.conversation)).not.toHaveProperty('user');
    expect(references.personOf('29:anna', [person()])).toBeUndefined();
    expect(references.personalOf(person({ teams: 'aad-anna' }))).toBeUndefined();
  });

  it('of somebody whom the directory names by object id is found by that id alone', async () => {
    const references = await openReferences(memory());
    await references.learn(personal, identity);
    expect(references.personalOf(person({ teams: 'aad-anna' }))?.conversation).toBe('a:anna');
    expect(references.personalOf(person({ teams: 'aad-anden' }))).toBeUndefined();
  });

  it('that is newer is the one that counts', async () => {
    const references = await openReferences(memory());
    await references.learn(personal, identity);
    await references.learn({ ...personal, conversation: 'a:anna-2' }, identity);
    expect(references.personalOf(person({ teams: 'aad-anna' }))?.conversation).toBe('a:anna-2');
    expect(references.personalOf(person())?.conversation).toBe('a:anna-2');
  });

  it('is not used for whoever takes over the entry of the directory by another address', async () => {
    const references = await openReferences(memory());
    await references.learn(personal, identity);
    const successor = person({ email: 'bo@ministeriet.dk' });
    expect(references.personalOf(successor)).toBeUndefined();
    expect(references.personOf('29:anna', [successor])).toBeUndefined();
  });

  it('is found whatever the case of the object id', async () => {
    const references = await openReferences(memory());
    await references.learn(personal, identity);
    expect(references.personalOf(person({ teams: 'AAD-Anna' }))?.conversation).toBe('a:anna');
  });

  it.each(['blocked', 'gone'] as const)(
    'that is newer, but %s, does not hide one that works',
    async (state) => {
      const references = await openReferences(memory());
      await references.learn(personal, identity);
      await references.learn({ ...personal, conversation: 'a:anna-2' }, identity);
      await references.mark('a:anna-2', state);
      expect(references.personalOf(person())?.conversation).toBe('a:anna');
    },
  );

  it('is an outsider’s no more once Teams has said so, also while it does not answer', async () => {
    const references = await openReferences(memory());
    await references.learn(personal, identity);
    await references.learn(personal, { aad: undefined, addresses: [] });
    await references.learn({ ...personal, serviceUrl: 'https://smba.trafficmanager.net/amer/' });
    expect(references.personalOf(person({ teams: 'aad-anna' }))).toBeUndefined();
  });

  it.each(['blocked', 'gone'] as const)(
    'that is %s is none that is shared, until somebody writes there',
    async (state) => {
      const disk = memory();
      const references = await openReferences(disk);
      await references.learn(channel);
      await references.mark(channel.conversation, state);
      expect((await openReferences(disk)).of(channel.conversation)?.state).toBe(state);
      expect(references.shared()).toEqual([]);
      await references.learn(channel);
      expect(references.shared().map(({ conversation }) => conversation)).toEqual([channel.conversation]);
    },
  );

  it('of nowhere cannot be marked', async () => {
    const disk = memory();
    await (await openReferences(disk)).mark('19:ukendt', 'gone');
    expect(disk.writes).toEqual([]);
  });
});

describe('a search for somebody’s chat', () => {
  const search = async (answers: boolean) => {
    const references = await openReferences(memory());
    const group = { ...channel, kind: 'groupChat' as const, team: undefined };
    for (let each = 0; each < 30; each++) await references.learn({ ...group, conversation: `19:g${each}` });
    for (const each of ['a', 'b']) await references.learn({ ...channel, conversation: `19:${each}` });
    const asked: string[] = [];
    let time = 0;
    const people = createPeople({
      outbound: {
        async members({ conversation }, within = 50_000) {
          asked.push(conversation);
          if (!answers) time += within;
          return answers ? [] : undefined;
        },
        member: async () => undefined,
        open: async () => ({ failed: 'nobody', isRefused: true }),
      },
      references,
      tenant: 't',
      people: async () => [],
      now: () => time,
    });
    expect(await people.chatWith(person())).toBe(answers ? 'not-installed' : 'no-answer');
    return { asked, time };
  };

  it('asks a team once, before any group chat, and no more than twenty', async () => {
    const { asked } = await search(true);
    expect(asked).toHaveLength(20);
    expect(asked.filter((each) => /^19:[ab]$/.test(each))).toEqual([asked[0]]);
  });

  it('ends well within the minute in which a reminder must be sent, though Teams does not answer', async () => {
    expect((await search(false)).time).toBeLessThanOrEqual(20_000);
  });
});

describe('a greeting', () => {
  it('is given once in each conversation, also after a restart', async () => {
    const disk = memory();
    const references = await openReferences(disk);
    const first = await Promise.all([1, 2].map(() => references.isFirstGreeting('19:x;messageid=1')));
    expect(first).toEqual([true, false]);
    expect(await (await openReferences(disk)).isFirstGreeting('19:x')).toBe(false);
    expect(await references.isFirstGreeting('a:per')).toBe(true);
  });
});

describe('what lies on the disk', () => {
  it.each([
    null,
    7,
    'x',
    [],
    {},
    { conversation: 'a:x' },
    { conversation: {}, serviceUrl: 'x', kind: 'x', state: 'x' },
  ])('and is no reference (%j) is left out', async (value) => {
    const disk = memory();
    await disk.put('a:x', value);
    await disk.put('a:anna', personal);
    const references = await openReferences(disk);
    expect(references.of('a:x')).toBeUndefined();
    expect(references.of('a:anna')).toEqual(personal);
  });
});
