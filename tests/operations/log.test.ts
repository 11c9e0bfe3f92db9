// A line of the log helps an operator and tells a thief nothing.
import { expect, it } from 'vitest';
import { createLog } from '../../src/operations/log.ts';

function logged(secrets: readonly string[] = [], level = 'info') {
  const lines: string[] = [];
  const log = createLog({ level, secrets, to: { write: (line) => void lines.push(line) } });
  return { log, text: () => lines.join(''), last: () => JSON.parse(lines.at(-1) ?? '') };
}

it('is JSON with the level in words and the time in UTC', () => {
  const { log, last } = logged();
  log.child({ organisation: 'nord' }).warn({ cause: 'x' }, 'noget');
  expect(last()).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    organisation: 'nord',
    cause: 'x',
    msg: 'noget',
  });
});

it('holds no secret, wherever it came from', () => {
  const store = 'postgres://bot:p%C3%A6n%22kode@db/x';
  const { log, text } = logged([store, 'xoxb-hemmelig', 'lang "hemmelighed"\\']);
  log.error({ err: new Error(`cannot reach ${store}`) }, 'token xoxb-hemmelig');
  log.info({
    nested: { text: 'lang "hemmelighed"\\' },
    wrong: 'password authentication failed for pæn"kode',
  });
  expect(text()).toContain('[hemmelig]');
  expect(text()).not.toMatch(/xoxb|p%C3|hemmelighed|kode/);
});

it('holds no password that is no proper address either', () => {
  const password = 'a%zzkode';
  const { log, text } = logged([`postgres://bot:${password}@db/x`]);
  log.error(`password ${password}`);
  expect(text()).not.toContain('kode');
});

it('leaves out what a library’s error says of the request that failed', () => {
  const { log, text } = logged();
  const request = { headers: { authorization: 'Bearer abc' }, body: 'Vejen siger nej' };
  log.error({ err: Object.assign(new Error('x'), { config: request, token: 'abc' }), ...request });
  expect(text()).not.toMatch(/Bearer|Vejen|abc/);
});

it('a value that is no secret worth the name blots out no ordinary word', () => {
  const { log, last } = logged(['ja', '']);
  log.info('jamen ja');
  expect(last().msg).toBe('jamen ja');
});

it('says no more than it is asked to', () => {
  const { log, text } = logged([], 'warn');
  log.info('snak');
  expect(text()).toBe('');
});
