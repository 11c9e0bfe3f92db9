// The words of a docx or odt: body, headers, footers, notes and comments, without what was deleted under tracking.
import type { FileRefusal } from '../../ports.ts';
import type { ReadLetter } from './format.ts';
import { type TextRules, xmlText } from './xml-text.ts';
import { unpack } from './zip.ts';

const DOCX_RULES: TextRules = {
  // Instructions of fields and the stand-in for older programs repeat or garble what is shown.
  skipped: new Set(['w:del', 'w:moveFrom', 'w:delText', 'w:instrText', 'w:delInstrText', 'mc:Fallback']),
  within: new Set(['w:t', 'm:t', 'a:t']),
  opens: { 'w:tab': '\t', 'w:br': '\n', 'w:cr': '\n', 'w:noBreakHyphen': '-' },
  closes: { 'w:p': '\n', 'w:tc': '\t' },
};
const ODT_RULES: TextRules = {
  skipped: new Set(['text:tracked-changes', 'office:scripts']),
  within: new Set(['office:text', 'office:master-styles']),
  opens: { 'text:tab': '\t', 'text:line-break': '\n', 'text:s': ' ' },
  closes: { 'text:p': '\n', 'text:h': '\n' },
};

const DOCX_BODY = 'word/document.xml';
/** Headers, notes and the like may be called anything; parts such as the styles have no `w:t`. */
const DOCX_PARTS = /^word\/(?!document\.xml$)[^/]+\.xml$/iu;
const ACTIVE_DOCX = /^(?:word\/)?(?:vbaProject\.bin|vbaData\.xml|activeX\/|embeddings\/.*\.bin$)/iu;
const ACTIVE_ODT = /^(?:Basic|Scripts)\/./iu;

function refused(reason: Exclude<FileRefusal['reason'], 'mismatch'>): ReadLetter {
  return { ok: false, refusal: { reason } };
}

const tidy = (text: string): string =>
  text
    .replace(/[ \t]+\n/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();

/** The letter in a docx. Macros, ActiveX, embedded programs and a template from elsewhere are refused as `macro`. */
export function docxText(bytes: Uint8Array): ReadLetter {
  const unpacked = unpack(bytes);
  if (!unpacked.ok) return unpacked;
  const { names, xml } = unpacked;
  if (!names.includes(DOCX_BODY)) return refused('content');
  const macroType = /macroEnabled|vbaProject/iu.test(xml.get('[Content_Types].xml') ?? '');
  const foreignTemplate = [...xml].some(
    ([name, part]) =>
      name.endsWith('.rels') &&
      /attachedTemplate|subDocument|aFChunk/iu.test(part) &&
      /"External"/iu.test(part),
  );
  if (macroType || foreignTemplate || names.some((name) => ACTIVE_DOCX.test(name))) return refused('macro');
  const parts = [DOCX_BODY, ...names.filter((name) => DOCX_PARTS.test(name)).sort()];
  return { ok: true, text: tidy(parts.map((name) => xmlText(xml.get(name) ?? '', DOCX_RULES)).join('\n')) };
}

/** The letter in an odt. Macros are refused as `macro`. */
export function odtText(bytes: Uint8Array): ReadLetter {
  const unpacked = unpack(bytes);
  if (!unpacked.ok) return unpacked;
  const { names, xml } = unpacked;
  if (names.some((name) => ACTIVE_ODT.test(name))) return refused('macro');
  const content = xml.get('content.xml');
  if (content === undefined) return refused('content');
  const texts = [content, xml.get('styles.xml') ?? ''].map((part) => xmlText(part, ODT_RULES));
  return { ok: true, text: tidy(texts.join('\n')) };
}
