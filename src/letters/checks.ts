// kontrol: what must be mended before a letter may be sent, and what a person should look at (DOMAIN § 6, checks).
import type { Digest, LocalDate } from '../ports.ts';
import { foldName, municipalityOf } from '../register/municipality.ts';
import { municipalities } from '../register/municipality-table.ts';
import { newestDraft } from '../register/outgoing.ts';
import type { Draft, OutgoingLetter, Register } from '../register/state.ts';
import type { Composed } from './compose.ts';
import { removedWords, wordsOf } from './danish.ts';
import { type ScreeningKind, screen } from './screening.ts';
import { isStale, type SettingName, settingFields, settingOn } from './settings.ts';

interface FindingParams {
  missing: { readonly what: string; readonly part: string };
  /** `words` stand in the place of removed ones. */
  'removed-words': { readonly words: string; readonly part: string };
  'missing-letter': { readonly annex: number; readonly title: string };
  'incomplete-round': { readonly told: number; readonly total: number; readonly year: number };
  outdated: { readonly parts: readonly string[]; readonly year: number };
  'edited-outdated': { readonly part: string; readonly now: string };
  edited: { readonly part: string; readonly register: string };
  'edited-names': {
    readonly part: string;
    readonly added: readonly string[];
    readonly gone: readonly string[];
  };
  screening: { readonly annex: number; readonly kind: ScreeningKind; readonly found: readonly string[] };
  unreadable: { readonly annex: number };
  'other-municipality': { readonly annex: number; readonly municipality: string };
  'not-journalised': { readonly annex: number; readonly name: string };
  'old-setting': { readonly setting: SettingName; readonly confirmed: LocalDate };
}
export type FindingKind = keyof FindingParams;

export type Finding<K extends FindingKind = FindingKind> = {
  readonly [P in K]: {
    readonly kind: P;
    /** The Danish name by which `afklar=` speaks of it. */
    readonly code: string;
    readonly level: 'fejl' | 'advarsel';
    readonly params: FindingParams[P];
    /** What a clearing is bound to: when it changes, the finding is there again. Null: no person may clear it. */
    readonly subject: string | null;
  };
}[K];

/** All findings of the newest version but those that a person has cleared. `composed` is the same letter as the register would make it now. */
export function findings(
  register: Register,
  letter: OutgoingLetter,
  composed: Composed,
  date: LocalDate,
  digest: Digest,
): Finding[] {
  const draft = newestDraft(letter);
  const all = [
    ...missingTexts(draft),
    ...removedTexts(draft),
    ...outdated(draft, composed),
    ...handWritten(draft, composed, digest),
    ...annexFindings(register, draft),
    ...incompleteRound(register, letter),
    ...oldSettings(register, letter.kind, date),
  ];
  return all.filter(
    (each) => !letter.cleared.some((clear) => clear.code === each.code && clear.subject === each.subject),
  );
}

export function errorsOf(list: readonly Finding[]): Finding[] {
  return list.filter((each) => each.level === 'fejl');
}

function missingTexts(draft: Draft): Finding[] {
  return draft.parts.flatMap((part) => {
    if (part.role === 'annexes') return [];
    const gaps = [...wordsOf(part.text).matchAll(/\[mangler: ([^\]]*)\]/g)].map((match) => match[1] ?? '');
    return [...new Set(gaps)].map((what): Finding => {
      const place = part.id.startsWith('begrundelse-') ? `-${part.id.slice('begrundelse-'.length)}` : '';
      const code = `mangler-${what
        .replaceAll(/[.\s]+/g, ' ')
        .trim()
        .replaceAll(' ', '-')}${place}`;
      return { kind: 'missing', code, level: 'fejl', params: { what, part: part.id }, subject: null };
    });
  });
}

function removedTexts(draft: Draft): Finding[] {
  return draft.parts.flatMap((part) => {
    const [words] = wordsOf(part.text).match(removedWords) ?? [];
    if (words === undefined) return [];
    const params = { words, part: part.id };
    return [{ kind: 'removed-words', code: `fjernet-${part.id}`, level: 'fejl', params, subject: null }];
  });
}

/** Facts have changed since the version was made. */
function outdated(draft: Draft, composed: Composed): Finding[] {
  const parts = outdatedParts(draft, composed);
  if (parts.length === 0) return [];
  const params = { parts, year: draft.year };
  return [{ kind: 'outdated', code: 'kladde-forældet', level: 'fejl', params, subject: null }];
}

/** The parts that the register would write otherwise now; hand-written ones are the writer's. */
export function outdatedParts(draft: Draft, composed: Composed): string[] {
  const before = new Map(draft.parts.map((part) => [part.id, part]));
  const changed = composed.parts.filter((part) => {
    const was = before.get(part.id);
    return !was || (was.insteadOf === null && wordsOf(was.text) !== part.text);
  });
  const gone = draft.parts.filter((part) => !composed.parts.some((each) => each.id === part.id));
  const files = JSON.stringify(composed.annexes.map((each) => each.file?.sha256));
  const annexesChanged = files !== JSON.stringify(draft.annexes.map((each) => each.file?.sha256));
  return [
    ...new Set([
      ...changed.map((part) => part.id),
      ...gone.map((part) => part.id),
      ...(annexesChanged ? ['bilag'] : []),
    ]),
  ];
}

function handWritten(draft: Draft, composed: Composed, digest: Digest): Finding[] {
  return draft.parts.flatMap((part): Finding[] => {
    const now = composed.parts.find((each) => each.id === part.id);
    if (part.insteadOf === null || !now) return [];
    const text = wordsOf(part.text);
    const subject = digest(JSON.stringify([text, now.text]));
    const params = { part: part.id, register: now.text };
    const list: Finding[] = [
      { kind: 'edited', code: `redigeret-${part.id}`, level: 'advarsel', params, subject },
    ];
    if (digest(now.text) !== part.insteadOf)
      list.push({
        kind: 'edited-outdated',
        code: `redigeret-forældet-${part.id}`,
        level: 'fejl',
        params: { part: part.id, now: now.text },
        subject,
      });
    // Words that a person put in the place of grounds nobody has recorded do not make them recorded.
    if (part.id.startsWith('begrundelse-') && now.text.includes('[mangler'))
      list.push({
        kind: 'missing',
        code: `mangler-kommunens-ord-${part.id.slice('begrundelse-'.length)}`,
        level: 'fejl',
        params: { what: 'kommunens ord', part: part.id },
        subject: null,
      });
    const [mine, registers] = [namesIn(text), namesIn(now.text)];
    const added = mine.filter((name) => !registers.includes(name));
    const gone = registers.filter((name) => !mine.includes(name));
    if (added.length + gone.length > 0)
      list.push({
        kind: 'edited-names',
        code: `navne-${part.id}`,
        level: added.length > 0 || part.id !== 'afslutning' ? 'fejl' : 'advarsel',
        params: { part: part.id, added, gone },
        subject,
      });
    return list;
  });
}

/** The municipalities that a text names by their letter form. */
function namesIn(text: string): string[] {
  return municipalities.filter((each) => text.includes(each.letterForm)).map((each) => each.letterForm);
}

function annexFindings(register: Register, draft: Draft): Finding[] {
  const round = register.rounds.get(draft.year);
  return draft.annexes.flatMap((annex): Finding[] => {
    const code = `bilag-${annex.number}`;
    if (!annex.file || !annex.letter) {
      const title = wordsOf(annex.title).replace(/ \[mangler.*/, '');
      return [
        {
          kind: 'missing-letter',
          code: `mangler-${code}`,
          level: 'fejl',
          params: { annex: annex.number, title },
          subject: null,
        },
      ];
    }
    const incoming = round?.letters.get(annex.letter);
    const subject = annex.file.sha256;
    const list: Finding[] = [];
    if (!incoming?.journalised)
      list.push({
        kind: 'not-journalised',
        code: `${code}-journal`,
        level: 'advarsel',
        params: { annex: annex.number, name: annex.file.name },
        subject,
      });
    const words = incoming?.words?.text;
    if (!words)
      return [
        ...list,
        {
          kind: 'unreadable',
          code: `${code}-ulæst`,
          level: 'fejl',
          params: { annex: annex.number },
          subject,
        },
      ];
    for (const { kind, found } of screen(words))
      list.push({
        kind: 'screening',
        code: `${code}-${kind}`,
        level: 'fejl',
        params: { annex: annex.number, kind, found },
        subject,
      });
    const offer = round?.offers.get(incoming.offers[0] ?? '');
    const municipality = offer?.municipality ? municipalityOf(offer.municipality).name : '';
    if (!foldName(words).includes(foldName(municipality)))
      list.push({
        kind: 'other-municipality',
        code: `${code}-navn`,
        level: 'advarsel',
        params: { annex: annex.number, municipality },
        subject,
      });
    return list;
  });
}

/** Applications granted and first offers should make up the round: else something is not recorded yet. */
function incompleteRound(register: Register, letter: OutgoingLetter): Finding[] {
  const round = register.rounds.get(letter.year);
  if (!round || letter.kind !== 'orientering') return [];
  const granted = [...round.applications.values()].filter((each) => each.status === 'granted').length;
  const told = granted + round.places.size;
  if (told === round.total) return [];
  const params = { told, total: round.total, year: round.year };
  return [
    {
      kind: 'incomplete-round',
      code: 'tal-runden',
      level: 'advarsel',
      params,
      subject: `${told}/${round.total}`,
    },
  ];
}

function oldSettings(register: Register, kind: OutgoingLetter['kind'], date: LocalDate): Finding[] {
  const used = (Object.keys(settingFields) as SettingName[]).filter(
    (name) => name !== 'model' || kind === 'orientering',
  );
  return used.flatMap((setting): Finding[] => {
    const found = settingOn(register, setting, date);
    if (!found || !isStale(found, date)) return [];
    const params = { setting, confirmed: found.confirmed };
    return [
      {
        kind: 'old-setting',
        code: `indstilling-${setting}`,
        level: 'advarsel',
        params,
        subject: found.confirmed,
      },
    ];
  });
}
