// The process that stays: organisations on one port, a look each minute, pages for whoever watches it, and a farewell that
// loses nothing. What it cannot go on with ends it with an exit code that says whether a new start can help.
import { setTimeout } from 'node:timers/promises';
import { createHttpServer } from '../adapters/shared/http-server.ts';
import { loadSettings } from './config/environment.ts';
import { type Options, withFolder } from './config/options.ts';
import { createLog } from './operations/log.ts';
import { createMetrics } from './operations/metrics.ts';
import { routePages } from './operations/pages.ts';
import { StoreFault, type StoreFaultCode } from './ports.ts';
import { type Organisation, openOrganisation } from './serve-organisation.ts';

/** Milliseconds in which what is under way may finish when the process is asked to stop. */
const patience = 20_000;

/** The same when it ends itself after a fault: there is less to trust. */
const impatience = 5_000;

/** Then the last connections may close by themselves: a server that is silently gone would be waited for until TCP gives up. */
const closing = 3_000;

/** EX_IOERR: a person must look at the store first, so a supervisor must not start it again by itself. */
const needsSomebody = 74;

/** What a new start could not mend, or would hide: after a failed sync the next one seems to succeed. */
const distrusted: readonly StoreFaultCode[] = ['damaged', 'sync-failed', 'fenced'];

type Ending = { readonly code: number; readonly within: number };

/** Stays until the process is asked to stop; resolves with its exit code. */
export async function serveProcess(options: Options): Promise<number> {
  const settings = loadSettings(withFolder(process.env, options), options.settings);
  if ('wrong' in settings) {
    process.stderr.write(`${settings.wrong}\n`);
    return 2;
  }
  const { process: own, organisations: wanted, secrets } = settings;
  const log = createLog({ level: own.LOG_LEVEL, secrets });
  const metrics = createMetrics();
  const onFault = (fault: unknown, kind: string) => {
    metrics.fault(kind);
    log.error({ err: fault }, `fejl ${kind}`);
  };
  const server = createHttpServer({ port: own.PORT, onFault });
  const organisations: { readonly id: string; readonly opened: Organisation }[] = [];
  let end: (ending: Ending) => void = () => undefined;
  const ending = new Promise<Ending>((resolve) => {
    end = resolve;
  });
  let isEnding = false;
  void ending.then(() => {
    isEnding = true;
  });

  routePages(server, {
    async troubles() {
      const found = await Promise.all(
        organisations.map(async ({ id, opened }) => {
          const fault = await opened.trouble();
          return fault ? [`${id}: ${fault.code}`] : [];
        }),
      );
      return [...(isEnding ? ['stopping'] : []), ...found.flat()];
    },
    metrics,
    metricsToken: own.METRICS_TOKEN,
  });

  // Nobody knows what state an unforeseen fault has left: the supervisor starts a fresh one.
  const onUnforeseen = (fault: unknown) => {
    onFault(fault, 'uventet');
    end({ code: 1, within: impatience });
  };
  process.on('uncaughtException', onUnforeseen);
  process.on('unhandledRejection', onUnforeseen);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      log.info({ signal }, 'bliver standset');
      end({ code: 0, within: patience });
    });

  const look = () => {
    for (const { opened } of organisations) opened.look();
  };
  let everyMinute: NodeJS.Timeout | undefined;
  try {
    for (const organisation of wanted) {
      const onFatal = (fault: StoreFault) => {
        onFault(fault, 'lager');
        end({ code: needsSomebody, within: impatience });
      };
      const opened = await openOrganisation(organisation, { process: own, server, log, metrics, onFatal });
      organisations.push({ id: organisation.id, opened });
    }
    for (const { opened } of organisations) await opened.start();
    const isServed = own.PUBLIC_URL !== undefined || organisations.some(({ opened }) => opened.isServed);
    if (isServed) await server.start();
    const names = [...new Set(organisations.flatMap(({ opened }) => opened.names))].join(' og ');
    log.info(`Forløbsvagten lytter på ${isServed ? `port ${server.port} for ${names}` : names}.`);
    look();
    everyMinute = setInterval(look, 60_000);
  } catch (fault) {
    // What the operator can mend is said in words; a stack is for what nobody foresaw.
    if (fault instanceof StoreFault)
      log.fatal({ code: fault.code, detail: fault.message }, hindranceOf(fault));
    else log.fatal({ err: fault }, fault instanceof Error ? fault.message : String(fault));
    const isDistrusted = fault instanceof StoreFault && distrusted.includes(fault.code);
    end({ code: isDistrusted ? needsSomebody : 1, within: impatience });
  }
  const { code, within } = await ending;
  clearInterval(everyMinute);
  const goodbye = Promise.allSettled([
    server.stop(),
    ...organisations.map(({ opened }) => opened.farewell()),
  ]);
  await Promise.race([goodbye, setTimeout(within, undefined, { ref: false })]);
  const closed = Promise.allSettled(organisations.map(({ opened }) => opened.close()));
  await Promise.race([closed, setTimeout(closing, undefined, { ref: false })]);
  log.info({ code }, 'standset');
  return code;
}

const hindrances: Partial<Readonly<Record<StoreFaultCode, string>>> = {
  locked:
    'En anden proces har mappen åben. Stands den først; skal flere instanser køre, så brug PostgreSQL: STORE=postgres://…',
  damaged: 'Historikken er beskadiget, og intet er ændret. Se på den med: npm run -s admin -- verify',
  'disk-full': 'Der er ikke plads. Gør plads, og start igen.',
  unavailable: 'PostgreSQL svarer ikke. Se STORE og serveren efter: npm run -s admin -- doctor',
  'not-permitted':
    'PostgreSQL lader ikke brugeren i STORE gøre det. Sæt STORE_OWNER til den bruger, der ejer tabellerne.',
};

function hindranceOf({ code, message }: StoreFault): string {
  return hindrances[code] ?? message;
}
