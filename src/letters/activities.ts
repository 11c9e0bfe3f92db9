// The short activities that take a place's stead, as sentences.
import type { Activity, Place, Round } from '../register/state.ts';
import type { ActivityKind, ActivityStatus } from '../register/terms.ts';
import { asClause, capitalised, countWord, namesOf, wordsOf } from './danish.ts';

const nouns: Readonly<Record<ActivityKind, { one: string; many: string; gender: 'common' | 'neuter' }>> = {
  'learning-course': { one: 'kort læringsforløb', many: 'korte læringsforløb', gender: 'neuter' },
  'theme-day': { one: 'temadag', many: 'temadage', gender: 'common' },
  'dialogue-meeting': { one: 'dialogmøde', many: 'dialogmøder', gender: 'neuter' },
  talk: { one: 'oplæg', many: 'oplæg', gender: 'neuter' },
  'lessons-learned': { one: 'erfaringsopsamling', many: 'erfaringsopsamlinger', gender: 'common' },
};

/** One sentence for each group of municipalities that answered alike. */
export function activityItems(activity: Activity): string[] {
  if (activity.municipalities.length === 0) return [withoutMunicipality(activity)];
  const groups = new Map<ActivityStatus, string[]>();
  for (const code of activity.municipalities) {
    const status = activity.statusOf.get(code)?.status ?? activity.status;
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return [...groups].map(([status, codes]) => withMunicipalities(activity, status, codes));
}

/** The activities that stand in for one of the places. */
export function replacing(round: Round, places: readonly Place[]): Activity[] {
  const ids = new Set(places.map((place) => place.id));
  return [...round.activities.values()].filter((activity) => activity.replaces.some((id) => ids.has(id)));
}

/** Whether any activity in the places' stead is going on: not all of them were declined and given up. */
export function isPutToUse(round: Round, places: readonly Place[]): boolean {
  return replacing(round, places).some((activity) => activity.elseOthers || !isDeclined(activity));
}

function isDeclined(activity: Activity): boolean {
  const answers = activity.municipalities.map(
    (code) => activity.statusOf.get(code)?.status ?? activity.status,
  );
  return answers.length > 0
    ? answers.every((status) => status === 'declined')
    : activity.status === 'declined';
}

function withMunicipalities(activity: Activity, status: ActivityStatus, codes: readonly string[]): string {
  const count = activity.perMunicipality ?? activity.count ?? 1;
  const each = codes.length > 1 && activity.perMunicipality !== null ? 'hver ' : '';
  const what = `${counted(activity.kind, count)}${theme(activity)}`;
  const names = namesOf(codes);
  const they = codes.length > 1 ? 'kommunerne' : 'kommunen';
  switch (status) {
    case 'offered':
      return `${names} får ${each}tilbudt ${what}${activity.elseOthers ? `. Siger ${they} nej, går tilbuddet videre til andre kommuner` : ''}.`;
    case 'accepted':
      return `${names} har ${each}sagt ja til ${what}.`;
    case 'declined':
      return `${names} har ${each}sagt nej til ${what}${activity.elseOthers ? ', og tilbuddet går videre til andre kommuner' : ''}.`;
    case 'held':
      return `${names} har ${each}haft ${what}.`;
  }
}

function withoutMunicipality(activity: Activity): string {
  const done = activity.status === 'held';
  if (activity.kind === 'lessons-learned') {
    const from = activity.theme
      ? `erfaringerne fra ${asClause(wordsOf(activity.theme))}`
      : 'erfaringerne fra tidligere forløb';
    return done ? `Taskforcen har samlet ${from}.` : `Taskforcen samler ${from}.`;
  }
  const what = `${counted(activity.kind, activity.count ?? 1)}${theme(activity)}`;
  return capitalised(done ? `taskforcen har holdt ${what}.` : `taskforcen tilbyder ${what}.`);
}

function counted(kind: ActivityKind, count: number): string {
  const noun = nouns[kind];
  return `${countWord(count, noun.gender)} ${count === 1 ? noun.one : noun.many}`;
}

function theme(activity: Activity): string {
  return activity.theme ? ` om ${asClause(wordsOf(activity.theme))}` : '';
}
