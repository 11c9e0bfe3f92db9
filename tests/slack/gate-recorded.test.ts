// What Slack really sent (recorded by vercel/chat, MIT) goes through door and gate once each.
// Third-party data: read beside the repository, skipped without it; a recording cut down to less than its id is left out.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { causeOf } from '../../adapters/slack/gate.ts';
import { startAttackedApp } from '../support/slack/gated-app.ts';
import { form, json, sendSigned } from '../support/slack/gated-requests.ts';

const folder = join(
  import.meta.dirname,
  '../../../shared/data/slack/chat-replay/packages/integration-tests/fixtures/replay',
);

type Payload = Record<string, unknown>;
const isPayload = (value: unknown): value is Payload => typeof value === 'object' && value !== null;

function recorded(): [string, Payload][] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const content: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      return isPayload(content)
        ? Object.entries(content).map(([name, value]) => [`${file} ${name}`, value])
        : [];
    })
    .filter((entry): entry is [string, Payload] => {
      const [, value] = entry;
      return isPayload(value) && ('event_id' in value || 'trigger_id' in value);
    });
}

function asSent(payload: Payload): [string, string] {
  if ('event' in payload) return [JSON.stringify(payload), json];
  const fields = 'command' in payload ? payload : { payload: JSON.stringify(payload) };
  const text = new URLSearchParams();
  for (const [key, value] of Object.entries(fields)) text.set(key, String(value));
  return [text.toString(), form];
}

const deliveries = recorded();

describe.skipIf(deliveries.length === 0)(`recorded deliveries (skipped without ${folder})`, () => {
  test('there are some of every kind', () => {
    expect(deliveries.length).toBeGreaterThan(20);
  });

  test.each(deliveries)('%s is answered each time and runs once', async (_, payload) => {
    const { port, ran, faults } = await startAttackedApp();
    const [body, type] = asSent(payload);
    expect(causeOf(payload)).toMatch(/^slack:/);
    expect(await sendSigned(port, body, type)).toMatchObject({ status: 200, body: '' });
    expect(await sendSigned(port, body, type)).toMatchObject({ status: 200, body: '' });
    expect(ran).toHaveLength(1);
    expect(faults).toEqual([]);
  });
});
