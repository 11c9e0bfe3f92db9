// Which store an operator's command works on, and its archive.
import type { Archive } from '../../store/archive.ts';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { type Environment, loadProcess } from '../config/environment.ts';
import { noServer, type Wrong, withFolder } from '../config/options.ts';
import { defaultOrganisation, organisationId } from '../config/settings.ts';
import { folderOf, type Place, placeIn } from '../open-store.ts';
import type { Context } from './command.ts';

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
  // What is asked of an address that is not there must not be done to the settings' own.
  if (options.store === '') return { wrong: '--store er tom. Er STORE sat?' };
  const settings = loadProcess(withStore(env, options), options.settings);
  return 'wrong' in settings ? settings : placeIn(settings, organisation.data);
}

/** A server that is named on the command line is the store. The settings' owner is the owner of the settings' server alone. */
function withStore(env: Environment, options: PlaceOptions): Environment {
  const { store, settings } = options;
  const inFolder = withFolder(env, options);
  if (store === undefined) return inFolder;
  const own = loadProcess(env, settings);
  const owner = !('wrong' in own) && own.STORE === store ? own.STORE_OWNER : undefined;
  return { ...inFolder, ...noServer, STORE: store, STORE_OWNER: owner ?? '' };
}

/** A folder or a server, as it is typed after `option`; the settings' own server comes with its owner. */
export function placeAt(
  option: string,
  typed: string,
  { place, pathTo }: Pick<Context, 'place' | 'pathTo'>,
): Place | Wrong {
  const { organisation, postgres } = place;
  if (/^postgres(ql)?:\/\//.test(typed)) {
    const own = postgres?.url === typed ? postgres : { url: typed, ownerUrl: undefined };
    return { data: '', organisation, postgres: own };
  }
  return wrongFolder(option, typed) ?? { data: pathTo(typed), organisation, postgres: undefined };
}

/** An address that was mistyped would become the name of a folder, password and all, so it is not repeated either. */
export function wrongFolder(option: string, typed: string): Wrong | undefined {
  if (typed.trim() === '') return { wrong: `${option} er tom.` };
  return /^\w+:\//.test(typed)
    ? { wrong: `${option} er hverken en mappe eller en adresse, der begynder med postgres://` }
    : undefined;
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
