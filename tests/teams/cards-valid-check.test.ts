// The checker of cards itself: each validator finds what was planted for it, and nothing in a good card.
import { describe, expect, it } from 'vitest';
import { cardProblems, schemaProblems } from '../support/teams/card-check.ts';
import { parserProblems } from '../support/teams/card-parser.ts';

const card = (...body: unknown[]) => ({ type: 'AdaptiveCard', version: '1.5', body });
const run = (text: string, more: object = {}) => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text, ...more }],
});
const block = (text: string) => ({ type: 'TextBlock', text });
const submit = (title = 'Svar') => ({ type: 'Action.Submit', title, data: { t: 'x' } });
const set = (count: number) => ({
  type: 'ActionSet',
  actions: Array.from({ length: count }, () => submit()),
});
const input = (more: object) => ({ type: 'Input.Text', id: 'note', label: 'Note', ...more });
const choices = (more: object) => ({
  type: 'Input.ChoiceSet',
  id: 'k',
  label: 'K',
  choices: [{ title: 'Vejen', value: 'Vejen' }],
  ...more,
});

describe('the published schema finds', () => {
  it.each<[string, unknown]>([
    ['a property that does not exist', card({ ...block('a'), colour: 'red' })],
    ['a text that is missing', card({ type: 'TextBlock' })],
    ['a text that is a number', card({ type: 'TextBlock', text: 1 })],
    ['a body that is no list', { ...card(), body: {} }],
    ['an element that does not exist', card({ type: 'Sektion' })],
    ['a style that does not exist', card({ type: 'Container', style: 'red', items: [] })],
    ['an input without an id', card({ type: 'Input.Text', label: 'Note' })],
  ])('%s', (_, broken) => {
    expect(schemaProblems(broken)).not.toEqual([]);
    expect(cardProblems(broken)).not.toEqual([]);
  });
});

describe("Microsoft's parser finds", () => {
  it.each<[string, unknown, RegExp]>([
    ['six buttons in a set', card(set(6)), /actions/],
    ['an id twice', card(input({}), input({})), /[Dd]uplicate/],
    [
      'a field that must be filled in and does not say so',
      card(input({ isRequired: true })),
      /error message/,
    ],
    [
      'a field without a label',
      card({ type: 'Input.Text', id: 'a', isRequired: true, errorMessage: 'Udfyld' }),
      /label/,
    ],
    ['a version that is too new', { ...card(block('a')), version: '1.9' }, /version/i],
    ['an element that does not exist', card({ type: 'Sektion' }), /Sektion/],
  ])('%s', (_, broken, problem) => {
    expect(parserProblems(broken).join('\n')).toMatch(problem);
  });
});

describe('the checker finds', () => {
  it.each<[string, unknown, RegExp]>([
    ['a card that is too heavy', card(run('æ'.repeat(14_000))), /bytes of 28000/],
    [
      'a fallback with what does not exist',
      card({
        type: 'ActionSet',
        actions: [{ type: 'Action.Execute', fallback: { ...submit(), colour: 'red' } }],
      }),
      /^schema/,
    ],
    ['an empty set', card(set(0)), /0 actions/],
    ['a mention', { ...card(block('a')), msteams: { entities: [] } }, /msteams/],
    ['a version that Teams does not draw', { ...card(block('a')), version: '1.4' }, /version 1\.4/],
    [
      'typeahead that asks for something else',
      card(choices({ 'choices.data': { type: 'Data' } })),
      /choices\.data/,
    ],
    ['bold', card(block('**fed**')), /<strong>/],
    ['a link', card(block('[x](http://evil.dk)')), /<a>/],
    ['an address', card(block('se evil.dk')), /<a>/],
    ['a list', card(block('1. punkt')), /<li>/],
    ['a picture', card(block('<img src=x>')), /<img>/],
    ['a mention in markdown', card(block('<at>Anna</at>')), /<at>/],
    ['a backslash that vanishes', card(block('a\\b')), /not shown as it stands/],
    [
      'a link in a run',
      card(run('a', { selectAction: { type: 'Action.OpenUrl', url: 'http://evil.dk' } })),
      /<a>/,
    ],
    ['a date that is filled in', card(run('{{DATE(2025-01-01T00:00:00Z)}}')), /not shown as it stands/],
  ])('%s', (_, broken, problem) => {
    expect(cardProblems(broken).join('\n')).toMatch(problem);
  });

  it('nothing in a good card, typeahead and width included', () => {
    const typeahead = choices({
      style: 'filtered',
      'choices.data': { type: 'Data.Query', dataset: 'kommuner' },
    });
    const good = card(block('Overblik'), run('**fed** <at>Anna</at> - {{DATE(x)}}'), typeahead, set(5));
    expect(cardProblems({ ...good, msteams: { width: 'Full' } })).toEqual([]);
  });
});
