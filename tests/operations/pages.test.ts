// What a watcher, a balancer and Prometheus read of the process, over HTTP.
import { expect, it, onTestFinished } from 'vitest';
import { createHttpServer } from '../../adapters/shared/http-server.ts';
import { createMetrics } from '../../src/operations/metrics.ts';
import { routePages, type Watched } from '../../src/operations/pages.ts';

async function opened(watched: Partial<Watched>) {
  const faults: unknown[] = [];
  const server = createHttpServer({
    port: 0,
    host: '127.0.0.1',
    onFault: (fault) => void faults.push(fault),
  });
  const metrics = createMetrics();
  routePages(server, { troubles: async () => [], metrics, metricsToken: undefined, ...watched });
  await server.start();
  onTestFinished(() => server.stop());
  const get = async (path: string, init?: RequestInit) => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, init);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    };
  };
  return { get, metrics, faults };
}

it('is alive whatever troubles it has, and ready when it has none', async () => {
  const wrong: string[] = [];
  const { get } = await opened({ troubles: async () => wrong });
  expect(await get('/readyz')).toMatchObject({ status: 200, text: 'ok\n' });
  wrong.push('stopping', 'nord: disk-full');
  expect(await get('/readyz?x=1')).toMatchObject({ status: 503, text: 'stopping\nnord: disk-full\n' });
  expect(await get('/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
});

it('a watcher that breaks is a bare 500 and a fault told', async () => {
  const { get, faults } = await opened({
    troubles: async () => {
      throw new Error('a secret of the inside');
    },
  });
  expect(await get('/readyz')).toMatchObject({ status: 500, text: '' });
  expect(faults).toHaveLength(1);
});

it('counts what happened in the words of Prometheus', async () => {
  const { get, metrics } = await opened({});
  const command = { organisation: 'nord', via: 'slack', command: 'svar', outcome: 'gjort' };
  metrics.command(command, 0.004);
  metrics.command(command, 3);
  metrics.commit('nord', 17);
  metrics.post({ organisation: 'nord', platform: 'teams', kind: 'digest', outcome: 'failed' });
  metrics.fault('http');
  metrics.ticked('nord', 1_700_000_000);
  const { text, type } = await get('/metrics');
  expect(type).toMatch(/^text\/plain; version=0\.0\.4/);
  const labels = 'organisation="nord",via="slack",command="svar",outcome="gjort"';
  for (const line of [
    `forloebsvagten_command_seconds_bucket{le="0.01",${labels}} 1`,
    `forloebsvagten_command_seconds_count{${labels}} 2`,
    'forloebsvagten_commits_total{organisation="nord"} 1',
    'forloebsvagten_ledger_version{organisation="nord"} 17',
    'forloebsvagten_posts_total{organisation="nord",platform="teams",kind="digest",outcome="failed"} 1',
    'forloebsvagten_faults_total{kind="http"} 1',
    'forloebsvagten_last_tick_timestamp_seconds{organisation="nord"} 1700000000',
  ])
    expect(text.split('\n')).toContain(line);
});

it('shows its numbers to nobody without the token, where one is set', async () => {
  const { get } = await opened({ metricsToken: 'et langt og hemmeligt token' });
  const asking = (authorization: string) => get('/metrics', { headers: { authorization } });
  for (const answer of [
    await get('/metrics'),
    await asking('Bearer et'),
    await asking('Basic et langt og hemmeligt token'),
  ])
    expect(answer).toMatchObject({ status: 401, text: '' });
  expect(await asking('Bearer et langt og hemmeligt token')).toMatchObject({ status: 200 });
});

it.each(['/healthz', '/readyz', '/metrics'])('takes nothing in at %s', async (path) => {
  const { get } = await opened({});
  expect(await get(path, { method: 'POST', body: 'x' })).toMatchObject({ status: 405, text: '' });
});
