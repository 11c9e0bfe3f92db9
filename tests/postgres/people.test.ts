// The people in the data base: changed there by an operator, followed by every instance, and known while the server is away.
import { beforeEach, expect, test, vi } from 'vitest';
import type { Directory } from '../../src/index.ts';
import { openPostgresDirectory, writePeople } from '../../store/postgres/directory.ts';
import { anna, bo } from '../contracts/directory.contract.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';
import { type Instances, instances } from './instances.ts';

describeWithPostgres('the people in PostgreSQL', (server) => {
  let office: Instances;
  beforeEach(async () => {
    office = await instances(server());
  });
  const open = async (poll?: number) => openPostgresDirectory(await office.open(poll));
  /** As an operator who owns the schema. */
  const meddle = (list: string) =>
    office.meddle(
      'insert into :schema.people (list) values ($1) on conflict (is_only) do update set list = $1',
      [list],
    );
  const becomes = (directory: Directory, expected: object) =>
    vi.waitFor(async () => {
      const found = await directory.people().catch((fault) => fault);
      expect(found).toMatchObject(expected);
      if (Array.isArray(expected)) expect(found).toHaveLength(expected.length);
    }, 5_000);

  test('whoever is taken off the list loses access in every instance at the notice', async () => {
    const operator = await office.open();
    await writePeople(operator, [anna, bo], 'first');
    const [one, other] = [await open(), await open()];
    expect(await one.people()).toEqual([anna, bo]);
    await office.meddle(`update :schema.people set list = '[]'; select ${operator.noticeOf('people')}`);
    await becomes(one, []);
    await becomes(other, []);
  });

  test('a change that no notice told of is known with the next look', async () => {
    const directory = await open(50);
    await meddle(JSON.stringify([anna]));
    await becomes(directory, [anna]);
  });

  test('people are known, and none of them asked for, while the server is away; what changed meanwhile is known once it is back', async () => {
    await writePeople(await office.open(), [anna], 'first');
    const directory = await open();
    await server().stop();
    expect(await directory.people()).toEqual([anna]);
    await server().start();
    await meddle(JSON.stringify([anna, bo]));
    await becomes(directory, [anna, bo]);
  });

  test('a list that is wrong lets nobody in and names the field, until it is right again', async () => {
    const directory = await open(50);
    await expect(directory.people()).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('nobody has been entered'),
    });
    await meddle(JSON.stringify([{ ...anna, locale: 'dk' }]));
    await becomes(directory, { code: 'damaged', details: { field: '[0].locale' } });
    await meddle('[{');
    await becomes(directory, { code: 'damaged', message: expect.stringContaining('not JSON') });
    await meddle(JSON.stringify([anna]));
    await becomes(directory, [anna]);
    await office.meddle('delete from :schema.people');
    await becomes(directory, { code: 'damaged', message: expect.stringContaining('nobody') });
  });

  test('of two instances that enter the first people one does, and the list stands', async () => {
    const both = [await office.open(), await office.open()];
    const entered = await Promise.all(
      both.map((database, n) => writePeople(database, n ? [anna] : [anna, bo], 'first')),
    );
    expect(entered.toSorted()).toEqual([false, true]);
    expect(await writePeople(both[0] ?? (await office.open()), [], 'first')).toBe(false);
    expect(await (await open()).people()).toHaveLength(entered[0] ? 2 : 1);
  });

  test('a list that would be wrong is not written', async () => {
    const database = await office.open();
    await expect(writePeople(database, [bo], 'first')).rejects.toMatchObject({ code: 'damaged' });
    expect(await office.meddle('select from :schema.people')).toEqual([]);
  });

  test('the bot itself cannot change the list', async () => {
    const database = await office.open();
    await writePeople(database, [anna], 'first');
    await expect(writePeople(database, [], 'always')).rejects.toMatchObject({ code: 'not-permitted' });
  });
});
