// Everything that is wrong with a card: Microsoft's published schema 1.5, Microsoft's own parser and renderer, Teams' bounds,
// and whether anything in it would be more than text.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import { type Drawable, drawnIn, parserProblems } from './card-parser.ts';

type Json = Readonly<Record<string, unknown>>;

/** As it is published, but for its `id`, against which Ajv would resolve every reference. */
function publishedSchema(): object {
  const { id: _, ...schema } = JSON.parse(
    readFileSync('tests/fixtures/adaptive-card-1.5/adaptive-card.json', 'utf8'),
  );
  return schema;
}

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
ajv.addMetaSchema(draft6);
const fits = ajv.compile(publishedSchema());

/** Bytes of a whole activity, of which a card is the most. */
const mostBytes = 28_000;

/** More than text, wherever it comes from. */
const more =
  'a, strong, em, b, i, u, s, code, pre, img, ul, ol, li, h1, h2, h3, blockquote, script, iframe, at, mark, hr';

/** One sentence for each thing that is wrong. */
export function cardProblems(card: unknown): string[] {
  return [...shapeProblems(card), ...meaningProblems(withoutTeams(card))];
}

/** The same without drawing it, which takes most of the time. */
export function shapeProblems(card: unknown): string[] {
  const bare = withoutTeams(card);
  return [
    ...schemaProblems(bare),
    // The published schema lets any object through as a fallback.
    ...fallbacksIn(bare).flatMap((each) => schemaProblems({ type: 'AdaptiveCard', actions: [each] })),
    ...parserProblems(bare),
    ...teamsProblems(card),
    ...boundProblems(card),
  ];
}

/** The schema alone. */
export function schemaProblems(card: unknown): string[] {
  if (fits(card)) return [];
  const errors = (fits.errors ?? []).filter(({ keyword }) => !['anyOf', 'allOf'].includes(keyword));
  const deepest = Math.max(...errors.map(({ instancePath }) => instancePath.split('/').length));
  return errors
    .filter(({ instancePath }) => instancePath.split('/').length === deepest)
    .slice(0, 3)
    .map(
      ({ instancePath, message, params }) => `schema: ${instancePath} ${message} ${JSON.stringify(params)}`,
    );
}

/** What Teams knows and the schema of 1.5 does not: checked in `teamsProblems`, and taken out here. */
function withoutTeams(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTeams);
  if (!isJson(value)) return value;
  const kept = Object.entries(value).filter(([key]) => {
    if (key === 'msteams') return value.type !== 'AdaptiveCard';
    return !(
      value.type === 'Input.ChoiceSet' &&
      (key === 'choices.data' || (key === 'style' && value[key] === 'filtered'))
    );
  });
  return Object.fromEntries(kept.map(([key, each]) => [key, key === 'data' ? each : withoutTeams(each)]));
}

function teamsProblems(card: unknown): string[] {
  const root = isJson(card) ? card : {};
  const wide = JSON.stringify({ width: 'Full' });
  const asks = jsons(card).flatMap((each) => ('choices.data' in each ? [each['choices.data']] : []));
  return [
    // An entity would make a mention of a text.
    ...(root.msteams === undefined || JSON.stringify(root.msteams) === wide
      ? []
      : ['msteams is more than a width']),
    ...asks
      .filter((each) => !isJson(each) || each.type !== 'Data.Query' || typeof each.dataset !== 'string')
      .map((each) => `choices.data is ${JSON.stringify(each)}`),
    ...(root.version === '1.5' ? [] : [`version ${String(root.version)}`]),
  ];
}

function boundProblems(card: unknown): string[] {
  const bytes = Buffer.byteLength(JSON.stringify(card) ?? '');
  const ids = jsons(card).flatMap((each) => (typeof each.id === 'string' ? [each.id] : []));
  const sets = jsons(card).flatMap((each) =>
    each.type === 'ActionSet' && Array.isArray(each.actions) ? [each.actions.length] : [],
  );
  return [
    ...(bytes > mostBytes ? [`${bytes} bytes of ${mostBytes}`] : []),
    ...(new Set(ids).size < ids.length ? [`an id twice: ${ids.join()}`] : []),
    ...sets.filter((count) => count > 6 || count === 0).map((count) => `${count} actions in a set`),
  ];
}

/** Drawn by Microsoft's renderer with a markdown that sees more than any client's. */
function meaningProblems(card: unknown): string[] {
  const drawn: Drawable = drawnIn(card);
  const shown = withoutSpace(drawn.text);
  const links = drawn.found(more).map((name) => `<${name}> is more than text`);
  const changed = spoken(card).filter((text) => !shown.includes(withoutSpace(text)));
  return [...links, ...changed.map((text) => `not shown as it stands: ${text}`)];
}

/** The texts of the card, each as a whole. */
function spoken(card: unknown): string[] {
  return jsons(card).flatMap((each) => {
    if (each.type === 'TextBlock') return [String(each.text)];
    if (each.type !== 'RichTextBlock' || !Array.isArray(each.inlines)) return [];
    return [each.inlines.map((run: unknown) => (isJson(run) ? String(run.text) : String(run))).join('')];
  });
}

const withoutSpace = (text: string): string => text.replace(/\s+/g, '');

function fallbacksIn(card: unknown): unknown[] {
  return jsons(card).flatMap((each) => ('fallback' in each ? [each.fallback] : []));
}

/** Every object in it, outermost first; not what buttons carry. */
function jsons(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(jsons);
  if (!isJson(value)) return [];
  return [value, ...Object.entries(value).flatMap(([key, each]) => (key === 'data' ? [] : jsons(each)))];
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
