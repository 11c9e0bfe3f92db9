// What each kind of invoke must look like: a client waits for its answer, and a shape that nobody expected is a 400 and no fault.
import { z } from 'zod';
import type { Payload } from '../shared/payload.ts';

const text = z.string();
const payload = z.looseObject({});
const card = { type: z.literal('Action.Execute'), verb: text, data: payload.optional() };
const parameters = z.array(z.looseObject({ name: text, value: z.unknown() }));

/** By name, the least that is expected of `value` (learn.microsoft.com, bot activity handlers and the pages on each). */
const shapes = new Map<unknown, z.ZodType>([
  ['adaptiveCard/action', z.looseObject({ action: z.looseObject(card) })],
  ['application/search', z.looseObject({ queryText: text, dataset: text })],
  ['composeExtension/query', z.looseObject({ commandId: text, parameters: parameters.optional() })],
  ['composeExtension/fetchTask', z.looseObject({ commandId: text })],
  ['composeExtension/submitAction', z.looseObject({ commandId: text, data: z.unknown() })],
  ['fileConsent/invoke', z.looseObject({ action: z.enum(['accept', 'decline']), context: z.unknown() })],
  ['task/fetch', z.looseObject({ data: z.unknown() })],
  ['task/submit', z.looseObject({ data: z.unknown() })],
]);

/** 501: nothing that the bot answers; 400: not what the name promises. */
export function checkInvoke(activity: Payload): 'ok' | 400 | 501 {
  const shape = shapes.get(activity.name);
  if (shape === undefined) return typeof activity.name === 'string' ? 501 : 400;
  return shape.safeParse(activity.value).success ? 'ok' : 400;
}
