// The whole product on either store, with few and with many events: each start, and the commands after it, in a new process.
import { join } from 'node:path';
import { defaultOrganisation as organisation } from '../../src/config/settings.ts';
import type { PostgresServer } from '../support/postgres/server.ts';
import { type Figure, ratio } from './figure.ts';
import { fillHistory } from './history.ts';
import { type ProductStart, startProduct } from './product.ts';

const rounds = 5;
const sizes = [1000, 100_000];

type Starts = readonly [small: readonly ProductStart[], large: readonly ProductStart[]];

export async function benchPostgresProduct(
  server: PostgresServer,
  folder: string,
): Promise<readonly Figure[]> {
  const kinds: { readonly place: string; readonly starts: ProductStart[] }[] = [];
  for (const size of sizes) {
    const data = join(folder, `lowdb-${size}`);
    await fillHistory({ data, organisation, postgres: undefined }, size);
    const url = await server.freshDatabase();
    await fillHistory({ data, organisation, postgres: { url, ownerUrl: undefined } }, size);
    for (const place of [data, url]) kinds.push({ place, starts: [] });
  }
  for (let round = 0; round < rounds; round++)
    for (const { place, starts } of kinds) starts.push(startProduct(place));
  const [lowdbSmall = [], postgresSmall = [], lowdbLarge = [], postgresLarge = []] = kinds.map(
    ({ starts }) => starts,
  );
  return [
    ...figuresOf('PostgreSQL', [postgresSmall, postgresLarge], 3),
    ...figuresOf('lowdb', [lowdbSmall, lowdbLarge]),
  ];
}

/** `target`: seconds of the start with many. */
function figuresOf(store: string, [small, large]: Starts, target?: number): readonly Figure[] {
  const [few, many] = sizes;
  const start: Figure = {
    name: `${store}: product start with ${many} events`,
    unit: 's',
    rounds: large.map(({ seconds }) => seconds),
    ...(target === undefined ? {} : { target }),
  };
  const busy: Figure = {
    name: `${store}: of which the process is working`,
    unit: 's',
    rounds: large.map((each) => each.busy),
  };
  const memory: Figure = {
    name: `${store}: resident memory after it`,
    unit: 'MB',
    rounds: large.map(({ rss }) => rss),
  };
  const commands = (['recording', 'reading'] as const).flatMap((kind) => {
    const figure = (events: number | undefined, starts: readonly ProductStart[]): Figure => ({
      name: `${store}: a command, ${kind}, at ${events} events`,
      unit: 'ms',
      rounds: starts.map((each) => each[kind]),
    });
    const [at, after] = [figure(few, small), figure(many, large)];
    return [at, after, ratio(`${store}: ${kind}, ${many} events over ${few}`, after, at, 1.3)];
  });
  return [start, busy, memory, ...commands];
}
