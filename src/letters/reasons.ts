// Why each municipality said no: one paragraph a refused offer, in the municipality's own words as at-clauses (DOMAIN § 6, rules 5–6).
import type { RefusedOffer } from '../register/answer.ts';
import { municipalityOf } from '../register/municipality.ts';
import { areaNames, asClause, atClauses, missing, wordsOf } from './danish.ts';
import { type Scope, sources } from './scope.ts';

export interface ReasonParagraph {
  readonly id: string;
  readonly text: string;
  readonly events: number[];
}

/** What stands for grounds that nobody has recorded: never invented, and it blocks approval. */
export const ownWords = missing('kommunens ord');

export function reasonParagraphs(scope: Scope): ReasonParagraph[] {
  return grouped(scope.refusals).map((group) => {
    const [first] = group;
    const code = first.offer.municipality ?? '';
    const municipality = municipalityOf(code);
    const areas = group.map((each) => each.offer.area).filter((area) => area !== null);
    const several = scope.refusals.filter((each) => each.offer.municipality === code).length > group.length;
    return {
      id: `begrundelse-${partName(municipality.name)}${several ? `-${areas[0] === 'children' ? 'børn' : 'voksen'}` : ''}`,
      text: `${municipality.letterForm} begrunder sit nej på ${areaNames(areas)} med${grounds(first)}.${praise(group)}`,
      events: sources(
        scope.register,
        ...group.flatMap((each) => [each.offer.recorded, each.answer.recorded]),
      ),
    };
  });
}

/** A municipality's name as it stands in a part's id: `høje-taastrup`. */
export function partName(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}

function grounds({ answer }: RefusedOffer): string {
  const clauses = answer.reasons.map((reason) => (reason.words ? asClause(wordsOf(reason.words)) : ownWords));
  if (clauses.every((clause) => clause === ownWords)) return ` ${ownWords}`;
  return `, ${atClauses(clauses)}`;
}

function praise(group: readonly RefusedOffer[]): string {
  const words = new Set(
    group.map((each) => each.answer.positive).flatMap((text) => (text ? [asClause(wordsOf(text))] : [])),
  );
  return [...words]
    .map((each) => ` Kommunen oplyser samtidig, at ${each.replace(/^kommunen /, 'den ')}.`)
    .join('');
}

/** Both areas for the same reasons make one paragraph; else each refused offer has its own. */
function grouped(refusals: readonly RefusedOffer[]): [RefusedOffer, ...RefusedOffer[]][] {
  const groups = new Map<string, [RefusedOffer, ...RefusedOffer[]]>();
  for (const refusal of refusals) {
    const why = refusal.answer.reasons.map((reason) => [
      reason.category,
      reason.words?.text ?? reason.words?.digest ?? null,
    ]);
    const key = JSON.stringify([refusal.offer.municipality, why]);
    const group = groups.get(key);
    if (group) group.push(refusal);
    else groups.set(key, [refusal]);
  }
  return [...groups.values()];
}
