// Which store an operator's command works on, and its archive.
import type { Archive } from '../../store/archive.ts';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { type Environment, loadProcess } from '../config/environment.ts';
import { noServer, type Wrong, withFolder } from '../config/options.ts';
import { defaultOrganisation, organisationId } from '../config/settings.ts';
import { folderOf, type Place, placeIn } from '../open-store.ts';

export interface PlaceOptions {
  readonly data?: string | undefined;
  readonly store?: string | undefined;
  readonly organisation?: string | undefined;
  readonly settings?: string | undefined;
}

/** The place the options name, else the settings' own; or what is wrong with them, in words. */
export function placeOf(options: PlaceOptions, env: Environment): Place | Wrong {
  const organisation = organisationId.safeParse(options.organisation ?? defaultOrganisation);
  if (!organisation.success)
    return {
      wrong: `--organisation ${options.organisation} kan ikke være navnet på en organisation. For eksempel: --organisation nord`,
    };
  const settings = loadProcess(withStore(withFolder(env, options), options), options.settings);
  return 'wrong' in settings ? settings : placeIn(settings, organisation.data);
}

/** A folder or a server, as it is typed after `--fra` or `--til`. */
export function placeAt(typed: string, organisation: string): Place {
  const isServer = /^postgres(ql)?:/.test(typed);
  return {
    data: isServer ? '' : typed,
    organisation,
    postgres: isServer ? { url: typed, ownerUrl: undefined } : undefined,
  };
}

/** A server that is named on the command line is the store; the settings' owner belongs to another one. */
function withStore(env: Environment, { store }: PlaceOptions): Environment {
  return store === undefined ? env : { ...env, ...noServer, STORE: store };
}

/** Opens the place's archive for `work`, and closes it whatever happens. */
export async function withArchive<T>(place: Place, work: (archive: Archive) => Promise<T>): Promise<T> {
  const archive = await openArchive(place);
  try {
    return await work(archive);
  } finally {
    await archive.close();
  }
}

async function openArchive(place: Place): Promise<Archive> {
  if (place.postgres === undefined) return openLowdbArchive(folderOf(place));
  const { openPostgresArchive } = await import('../../store/postgres/archive.ts');
  return openPostgresArchive({ ...place.postgres, organisation: place.organisation });
}
