// The minister's close: regret, taking note, and something positive only where a place was filled or converted (DOMAIN § 6, rule 8).

import { isPutToUse } from './activities.ts';
import { municipalityCount, namesOf } from './danish.ts';
import { fateGroups, placesLabel } from './fates.ts';
import type { Scope } from './scope.ts';

export function closing(scope: Scope): string {
  const one = scope.municipalities.length === 1;
  const who = one ? namesOf(scope.municipalities) : `de ${municipalityCount(scope.municipalities.length)}`;
  const decision = one ? 'kommunens beslutning' : 'kommunernes beslutninger';
  const regret = `Jeg ærgrer mig over, at ${who} har sagt nej, men jeg tager ${decision} til efterretning.`;
  const glad = positives(scope);
  return glad.length === 0 ? regret : `${regret} Til gengæld er jeg glad for, at ${glad.join(', og at ')}.`;
}

function positives(scope: Scope): string[] {
  const groups = fateGroups(scope);
  const filled = groups.filter((group) => group.fate === 'filled').flatMap((group) => group.places);
  const takers = new Set(
    filled
      .map((place) => scope.round.offers.get(place.offers.at(-1) ?? '')?.municipality)
      .filter((code) => code != null),
  );
  const converted = groups
    .filter((group) => group.fate === 'converted' && isPutToUse(scope.round, group.places))
    .flatMap((group) => group.places);
  const all = converted.length === scope.places.length;
  const label = placesLabel(scope, converted.length > 0 ? converted : scope.places);
  const from = all ? 'ressourcerne' : `ressourcerne fra ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
  return [
    ...(takers.size > 0
      ? [
          `${namesOf(takers)} har taget imod ${filled.length === 1 ? (scope.places.length === 1 ? 'pladsen' : 'en af pladserne') : takers.size > 1 ? 'hver sin plads' : 'pladserne'}`,
        ]
      : []),
    ...(converted.length > 0
      ? [`${from} alligevel bliver brugt på at løfte kvaliteten af kommunernes sagsbehandling`]
      : []),
  ];
}
