// Which store a process keeps its history in: a folder, or PostgreSQL where the settings name one.
import { resolve } from 'node:path';
import { openLowdbStore } from '../store/lowdb/store.ts';
import type { ProcessSettings } from './config/environment.ts';
import type { Store, StoreWorld } from './ports.ts';
import type { Event } from './register/events.ts';
import { parseEvent } from './register/events.ts';

export interface Place {
  /** The folder that holds one folder for each organisation. */
  readonly data: string;
  readonly organisation: string;
  /** A server instead of the folder. */
  readonly postgres: { readonly url: string; readonly ownerUrl: string | undefined } | undefined;
}

export function placeIn(
  { DATA: data, STORE: url, STORE_OWNER: ownerUrl }: ProcessSettings,
  organisation: string,
): Place {
  return { data, organisation, postgres: url === undefined ? undefined : { url, ownerUrl } };
}

/** What only one machine keeps, whichever the store: what the console writes. */
export function folderOf({ data, organisation }: Place): string {
  return resolve(data, organisation);
}

/** Throws a `StoreFault` that says what to do where it cannot be opened. */
export async function openStore(
  place: Place,
  world: Omit<StoreWorld<Event>, 'parse'>,
): Promise<Store<Event>> {
  const withEvents = { ...world, parse: parseEvent };
  if (place.postgres === undefined) return openLowdbStore({ directory: folderOf(place), ...withEvents });
  // What is not asked for is not loaded.
  const { openPostgresStore } = await import('../store/postgres/store.ts');
  return openPostgresStore({ ...place.postgres, organisation: place.organisation, ...withEvents });
}
