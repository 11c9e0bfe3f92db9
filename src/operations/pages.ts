// The pages for whoever watches the process: alive, ready, and its numbers.
import { timingSafeEqual } from 'node:crypto';
import type { Handler, HttpServer } from '../../adapters/shared/http-server.ts';
import type { Metrics } from './metrics.ts';

export interface Watched {
  /** Why nothing can be taken in at the moment, by organisation (`standard: unavailable`); none when all is well. Must not throw. */
  troubles(): Promise<readonly string[]>;
  readonly metrics: Metrics;
  /** Whoever reads the numbers must bring it; undefined: anybody may. */
  readonly metricsToken: string | undefined;
}

/**
 * `/healthz`: the process answers at all. `/readyz`: it can take work in (200), or what is wrong (503): a balancer then sends
 * people elsewhere. `/metrics`: for Prometheus.
 */
export function routePages(server: HttpServer, { troubles, metrics, metricsToken }: Watched): void {
  server.route(
    '/healthz',
    page(async () => [200, 'ok\n']),
  );
  server.route(
    '/readyz',
    page(async () => {
      const wrong = await troubles();
      return wrong.length === 0 ? [200, 'ok\n'] : [503, `${wrong.join('\n')}\n`];
    }),
  );
  server.route(
    '/metrics',
    page(async (authorization) => {
      if (metricsToken !== undefined && !isBearer(authorization, metricsToken)) return [401, ''];
      const { text, mediaType } = await metrics.page();
      return [200, text, mediaType];
    }),
  );
}

type Page = readonly [status: number, text: string, mediaType?: string];

function page(draw: (authorization: string | undefined) => Promise<Page>): Handler {
  return async (request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const [status, text, mediaType = 'text/plain; charset=utf-8']: Page = isRead
      ? await draw(request.headers.authorization)
      : [405, ''];
    response.writeHead(status, { 'content-type': mediaType, 'cache-control': 'no-store' }).end(text);
  };
}

function isBearer(authorization: string | undefined, token: string): boolean {
  const given = Buffer.from(authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
