// Danish grammar for letters: count words that agree in gender, lists, names, and the at-clause of a reason (DOMAIN §§ 6–7).
import { shownText } from '../language/removed.ts';
import type { FreeText } from '../register/events.ts';
import { inDanishOrder, type MunicipalityCode, municipalityOf } from '../register/municipality.ts';
import type { Area } from '../register/terms.ts';

type Gender = 'common' | 'neuter';

const words = ['ingen', '', 'to', 'tre', 'fire', 'fem', 'seks', 'syv', 'otte', 'ni', 'ti', 'elleve', 'tolv'];

/** `en`/`et`, `to` … `tolv`, then figures; zero is `ingen`. */
export function countWord(count: number, gender: Gender): string {
  if (count === 1) return gender === 'common' ? 'en' : 'et';
  return words[count] ?? String(count);
}

/** `en kommune`, `to kommuner`, `ingen kommuner`. */
export function municipalityCount(count: number): string {
  return `${countWord(count, 'common')} ${count === 1 ? 'kommune' : 'kommuner'}`;
}

/** `et reserveret forløb`, `to reserverede forløb`; the adjective is given as `reserveret`/`reserverede`. */
export function courseCount(count: number, singular: string, plural: string): string {
  return `${countWord(count, 'neuter')} ${count === 1 ? singular : plural} forløb`;
}

/** `A`, `A og B`, `A, B og C`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} og ${items.at(-1)}`;
}

/** Letter forms in Danish alphabetical order: `Odsherred Kommune og Solrød Kommune`. */
export function namesOf(codes: Iterable<MunicipalityCode>): string {
  const forms = inDanishOrder(new Set(codes), (code) => municipalityOf(code).name);
  return listed(forms.map((code) => municipalityOf(code).letterForm));
}

export function letterForm(code: MunicipalityCode | null): string {
  return code ? municipalityOf(code).letterForm : 'en kommune';
}

export function areaName(area: Area): string {
  return area === 'children' ? 'børnehandicapområdet' : 'voksenhandicapområdet';
}

/** `børnehandicapområdet`, or `børne- og voksenhandicapområdet`. */
export function areaNames(areas: readonly Area[]): string {
  const both = areas.includes('children') && areas.includes('adults');
  return both ? 'børne- og voksenhandicapområdet' : listed(areas.map(areaName));
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What stands in a letter for something that is not recorded; it blocks sending. */
export function missing(what: string): string {
  return `[mangler: ${what}]`;
}

/** The words of a free text, or what stands in their place once they are removed; that blocks sending, too. */
export function wordsOf(text: FreeText): string {
  return shownText(text, 'da');
}

/** What stands where words were removed. */
export const removedWords = /\[fjernet[^\]]*\]/g;

/** Words that begin a sentence with a capital and a clause without; a name keeps its own. */
const commonStart =
  /^(Kommunens?|Det|Den|De|Der|En|Et|Ledelsen|Ledere|Medarbejdere|Forløbet|Byrådet|Begge|Alle|Flere|Mange)(?!\p{L})/u;

/** The words as they go on after *at* or *fordi*: without a leading one and without the final full stop. */
export function asClause(typed: string): string {
  return typed
    .trim()
    .replace(/^(at|fordi)\s+/i, '')
    .replace(/\s*\.$/, '')
    .replace(commonStart, (word) => word.toLowerCase());
}

/** `at A`, `at A, og at B`, `at A, at B, og at C`: the comma keeps long clauses apart. */
export function atClauses(clauses: readonly string[]): string {
  return clauses
    .map((clause, index) => {
      const text = `at ${clause}`;
      if (index === 0) return text;
      if (index < clauses.length - 1) return `, ${text}`;
      return `, og ${text}`;
    })
    .join('');
}

// *at på grund af …* and *at da …* are no clauses; *som følge af* + noun has its own form where a place's fate is told.
const causalOpening = /^(på grund af|grundet|da|eftersom|idet|pga)(?!\p{L})/iu;

export type ClauseFault = {
  readonly why: 'pronoun' | 'sentence' | 'relative-time' | 'word-order' | 'opening';
  readonly found: string;
};

const pronoun = /(?<!\p{L})(vi|os|vores|vor|vort|jer|jeres|jeg|mig|min|mit|mine)(?!\p{L})/iu;
const relativeTime =
  /(?<!\p{L})(i år|(?:sidste|næste|forrige|denne|dette) (?:år|halvår|kvartal|måned|uge)|i dag|i går|for tiden|nu)(?!\p{L})/iu;
// In a relative clause *nu* points back to what it follows (*en ny praksis, som kommunen nu følger*), not to the day of reading.
const anchoredNow = /(?<!\p{L})(som|der) (?:[^,]* )?nu(?!\p{L})/giu;
// Abbreviations do not end a sentence: *bl.a.*, *pkt. 3*, *8. oktober*.
const secondSentence = /(?<!\b(?:bl\.a|f\.eks|pkt|kl|nr|stk|jf|mv|ca|\d+))[.!?]\s+\p{Lu}|[!?]$/u;
// In a subordinate clause the adverb stands before the verb: *ikke har*, not *har ikke*.
const mainClauseOrder =
  /(?<!\p{L})(har|er|kan|vil|skal|må|bør|havde|var|kunne|ville|skulle|får|ønsker|mener|ser|blev|bliver) (ikke|aldrig)(?!\p{L})/iu;

/** What keeps the words from being an at-clause in a letter (DOMAIN § 6, rule 5); undefined when nothing does. */
export function clauseFault(typed: string): ClauseFault | undefined {
  const clause = asClause(typed);
  const found = (pattern: RegExp) => pattern.exec(clause)?.[0];
  const sentence = found(secondSentence);
  if (sentence) return { why: 'sentence', found: sentence.trim() };
  const person = found(pronoun);
  if (person) return { why: 'pronoun', found: person };
  const time = relativeTime.exec(clause.replaceAll(anchoredNow, ''))?.[0];
  if (time) return { why: 'relative-time', found: time };
  const opening = found(causalOpening);
  if (opening) return { why: 'opening', found: opening };
  const order = found(mainClauseOrder);
  return order ? { why: 'word-order', found: order } : undefined;
}
