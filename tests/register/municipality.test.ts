// Whatever a person writes for a municipality, it is the right one or none.
import { describe, expect, it } from 'vitest';
import { findMunicipality, genitive, inDanishOrder } from '../../src/register/municipality.ts';
import { municipalities } from '../../src/register/municipality-table.ts';

describe('the 98 municipalities', () => {
  it('are 98, each with a code of its own', () => {
    expect(new Set(municipalities.map((each) => each.code)).size).toBe(98);
  });

  it('are each found by code, name, letter form and variant, with and without genitive', () => {
    const missed = municipalities.flatMap((each) =>
      [
        each.code,
        each.name,
        each.letterForm,
        genitive(each),
        `${each.name}s`,
        each.name.toUpperCase(),
        ...each.variants,
      ]
        .filter((form) => findMunicipality(form)?.code !== each.code)
        .map((form) => `${form} is not ${each.name}`),
    );
    expect(missed).toEqual([]);
  });

  it.each([
    ['Bornholms', 'Bornholm'],
    ['bornholms regionskommune', 'Bornholm'],
    ['Nordfyn', 'Nordfyns'],
    ['Høje Taastrup', 'Høje-Taastrup'],
    ['Århus Kommune', 'Aarhus'],
    ['Aabenraas', 'Aabenraa'],
    ['Københavns', 'København'],
    ['0461', undefined],
    ['Vejn', undefined],
    ['', undefined],
    ['Kommune', undefined],
  ])('%s is %s', (typed, name) => {
    expect(findMunicipality(typed)?.name).toBe(name);
  });

  it('stand in Danish order: Å and Aa last', () => {
    expect(inDanishOrder(['Aabenraa', 'Ærø', 'Odense', 'Århus', 'Vejen'], (name) => name)).toEqual([
      'Odense',
      'Vejen',
      'Ærø',
      'Aabenraa',
      'Århus',
    ]);
  });
});
