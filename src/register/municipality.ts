// Finding a municipality by whatever a person writes for it. The register holds only the code.
import { type Municipality, municipalities } from './municipality-table.ts';

export type { Municipality };

/** Three digits. */
export type MunicipalityCode = string;

const byCode = new Map(municipalities.map((municipality) => [municipality.code, municipality]));
const byForm = new Map<string, Municipality>();
for (const municipality of municipalities)
  for (const form of forms(municipality)) byForm.set(form, municipality);

/** By code, name, letter form (also without *Kommune*), known variant, each with or without genitive. */
export function findMunicipality(typed: string): Municipality | undefined {
  const form = foldName(typed);
  return byCode.get(form) ?? byForm.get(form) ?? byForm.get(form.replace(/'?s?'?$/, ''));
}

/** Every spelling that is understood, as compared, with the municipality's name: what a misspelt one is held against. */
export function spellings(): ReadonlyMap<string, string> {
  return new Map([...byForm].map(([form, municipality]) => [form, municipality.name]));
}

/** Throws when no municipality has the code: codes in the register were checked when they came in. */
export function municipalityOf(code: MunicipalityCode): Municipality {
  const municipality = byCode.get(code);
  if (!municipality) throw new Error(`no municipality has the code ${code}`);
  return municipality;
}

export function genitive(municipality: Municipality): string {
  return `${municipality.letterForm}s`;
}

/** Danish alphabetical order: Å and Aa last. */
const danish = new Intl.Collator('da');

export function inDanishOrder<T>(items: Iterable<T>, name: (item: T) => string): T[] {
  return [...items].sort((a, b) => danish.compare(name(a), name(b)));
}

/** As spellings are compared: lower case, one spelling of å, no hyphens, no trailing *Kommune(s)*. */
export function foldName(typed: string): string {
  return typed
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('å', 'aa')
    .replaceAll(/[-.\s]+/g, ' ')
    .trim()
    .replace(/ (regions)?kommunes?$/, '');
}

function forms(municipality: Municipality): string[] {
  return [municipality.name, municipality.letterForm, ...municipality.variants].map(foldName);
}
