// The pace of each method is the one that Slack documents for its tier, and nothing is called that is not listed.
import { expect, it } from 'vitest';
import { methods } from '../../../adapters/slack/outbound/methods.ts';
import { methods as documented, type Tier } from '../../support/slack/methods.ts';

/** Calls a minute: docs.slack.dev/apis/web-api/rate-limits. A special one has no figure; we keep it to tier 3. */
const perMinute: Readonly<Record<Tier, number>> = { T1: 1, T2: 20, T3: 50, T4: 100, special: 50 };

it.each(Object.entries(methods))('%s keeps to its tier', (name, rule) => {
  const tier = documented.get(name)?.tier;
  expect(tier && perMinute[tier]).toBe(rule.perMinute);
});

it.each(['views.open'] as const)('%s, which needs a trigger id, is sent at once or not at all', (name) => {
  expect(documented.get(name)?.args.has('trigger_id')).toBe(true);
  expect(methods[name].manner).toBe('at-once');
});
