// The words of a docx or odt: body, headers, footers, notes and comments, without what was deleted under tracking.
import { type ReadFile, unread } from './format.ts';
import { withHiddenLinks } from './links.ts';
import { judgeDocx, judgeOdt } from './office-active.ts';
import { type TextRules, xmlText } from './xml-text.ts';
import { unpack } from './zip.ts';

const DOCX_RULES: TextRules = {
  // Instructions of fields and the stand-in for older programs repeat or garble what is shown.
  skipped: new Set(['w:del', 'w:moveFrom', 'w:delText', 'w:instrText', 'w:delInstrText', 'mc:Fallback']),
  within: new Set(['w:t', 'm:t', 'a:t', 'c:v']),
  opens: { 'w:tab': '\t', 'w:br': '\n', 'w:cr': '\n', 'w:noBreakHyphen': '-' },
  closes: { 'w:p': '\n', 'w:tc': '\t', 'a:p': '\n', 'c:pt': '\n' },
};
const ODT_RULES: TextRules = {
  skipped: new Set(['text:tracked-changes', 'office:scripts']),
  within: new Set(['office:text', 'office:master-styles']),
  opens: { 'text:tab': '\t', 'text:line-break': '\n', 'text:s': ' ' },
  closes: { 'text:p': '\n', 'text:h': '\n' },
};

const DOCX_BODY = 'word/document.xml';
/** Headers, notes and the like may be called anything; parts such as the styles have no `w:t`. */
const DOCX_PARTS = /^word\/(?:(?:charts|diagrams)\/)?(?!document\.xml$)[^/]+\.xml$/iu;

const tidy = (text: string): string =>
  text
    .replace(/[ \t]+\n/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();

/** The letter in a docx. Macros, controls, files in it and whatever fetches something are refused as `macro`. */
export function docxText(bytes: Uint8Array): ReadFile {
  const unpacked = unpack(bytes);
  if (!unpacked.ok) return unpacked;
  const { names, xml } = unpacked;
  if (!names.includes(DOCX_BODY)) return unread('content');
  const judged = judgeDocx(names, xml);
  if (typeof judged === 'string') return unread(judged);
  const parts = [DOCX_BODY, ...names.filter((name) => DOCX_PARTS.test(name)).sort()];
  const text = tidy(parts.map((name) => xmlText(xml.get(name) ?? '', DOCX_RULES)).join('\n'));
  return { ok: true, text: withHiddenLinks(text, judged.links) };
}

/** The letter in an odt, by the same rules. */
export function odtText(bytes: Uint8Array): ReadFile {
  const unpacked = unpack(bytes);
  if (!unpacked.ok) return unpacked;
  const { names, xml } = unpacked;
  const judged = judgeOdt(names, xml);
  if (typeof judged === 'string') return unread(judged);
  const content = xml.get('content.xml');
  if (content === undefined) return unread('content');
  const texts = [content, xml.get('styles.xml') ?? ''].map((part) => xmlText(part, ODT_RULES));
  return { ok: true, text: withHiddenLinks(tidy(texts.join('\n')), judged.links) };
}
