// Page → docx: the editable draft. Made so that Word and LibreOffice show what the pdf shows.
import {
  AlignmentType,
  Document,
  Footer,
  FrameAnchorType,
  FrameWrap,
  HeadingLevel,
  HeightRule,
  type IParagraphOptions,
  type IRunOptions,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { fixDocx } from './fix-docx.ts';
import { look } from './look.ts';
import type { Block, Page, SideBlock } from './page.ts';

const twips = (points: number): number => Math.round(points * 20);
const mm = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);
const halfPoints = (points: number): number => points * 2;

const exactLine = (points: number) => ({ line: twips(points), lineRule: LineRuleType.EXACT });
const bodySpacing = { ...exactLine(look.line), before: 0, after: twips(look.gap) };
const GREY = look.grey.slice(1);

const heading = (size: number, line: number) => ({
  run: { font: look.font, size: halfPoints(size), bold: true, color: '000000' },
  paragraph: { spacing: { ...exactLine(line), before: 0, after: twips(look.gap) }, keepNext: true },
});

const styles = {
  default: {
    document: {
      run: { font: look.font, size: halfPoints(look.size), language: { value: 'da-DK' } },
      paragraph: { spacing: bodySpacing, alignment: AlignmentType.LEFT },
    },
    // The built-in headings of `docx` have no outline level; without one LibreOffice writes no H1 into its pdf.
    heading1: {
      ...heading(look.title, look.titleLine),
      paragraph: { ...heading(look.title, look.titleLine).paragraph, outlineLevel: 0 },
    },
    heading2: {
      ...heading(look.size, look.line),
      paragraph: { ...heading(look.size, look.line).paragraph, outlineLevel: 1 },
    },
  },
};

const numbering = {
  config: [
    {
      reference: 'list',
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '–',
          style: {
            run: { font: look.font },
            paragraph: { indent: { left: twips(look.indent), hanging: twips(look.indent) } },
          },
        },
      ],
    },
  ],
};

type RunStyle = Pick<IRunOptions, 'bold' | 'size' | 'color'>;

/** Lines that go on below what stands before them. */
function runsBelow(lines: readonly string[], style: RunStyle = {}): TextRun[] {
  return lines.map((text) => new TextRun({ text, ...style, break: 1 }));
}

function runs([first, ...rest]: readonly string[], style: RunStyle = {}): TextRun[] {
  return first === undefined ? [] : [new TextRun({ text: first, ...style }), ...runsBelow(rest, style)];
}

function paragraph(lines: readonly string[], options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ children: runs(lines), ...options });
}

// Frames, not a layout table: a screen reader then meets the paragraphs in reading order.
const frame = {
  type: 'absolute' as const,
  position: { x: mm(look.sideLeft), y: mm(look.top) },
  width: mm(look.sideWidth),
  height: 0,
  rule: HeightRule.AUTO,
  anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
  wrap: FrameWrap.AROUND,
};

function side(block: SideBlock): Paragraph {
  const small = { size: halfPoints(look.small) };
  return new Paragraph({
    children:
      block.label === null
        ? runs(block.lines, small)
        : [...runs([block.label], { ...small, color: GREY }), ...runsBelow(block.lines, small)],
    frame,
    spacing: { ...exactLine(look.smallLine), before: 0, after: twips(look.sideGap) },
  });
}

function items(lines: readonly string[], options: IParagraphOptions): Paragraph[] {
  return lines.map((line, index) =>
    paragraph([line], {
      ...options,
      spacing: { ...bodySpacing, after: twips(index === lines.length - 1 ? look.gap : look.itemGap) },
    }),
  );
}

function body(block: Block): Paragraph[] {
  switch (block.kind) {
    case 'title':
      return [paragraph(block.lines, { heading: HeadingLevel.HEADING_1 })];
    case 'paragraph':
      return [paragraph(block.lines)];
    case 'list':
      return items(block.lines, { numbering: { reference: 'list', level: 0 } });
    // Word takes the larger of two neighbours' spacings, so `before` is all the air there is.
    case 'greeting':
      return [
        paragraph(block.lines, { keepNext: true, spacing: { ...bodySpacing, before: twips(look.greeting) } }),
      ];
    case 'signature':
      return [
        new Paragraph({
          children: [...runs(block.lines.slice(0, 1), { bold: true }), ...runsBelow(block.lines.slice(1))],
          keepLines: true,
          spacing: { ...bodySpacing, before: twips(look.signature) },
        }),
      ];
    case 'annexes':
      return [
        paragraph(['Bilag'], {
          heading: HeadingLevel.HEADING_2,
          spacing: { ...bodySpacing, before: twips(look.annexes), after: twips(look.itemGap) },
        }),
        ...items(block.lines, {}),
      ];
  }
}

const footer = new Footer({
  children: [
    new Paragraph({
      spacing: { before: 0, after: 0 },
      children: [
        new TextRun({
          children: ['Side ', PageNumber.CURRENT, ' af ', PageNumber.TOTAL_PAGES],
          size: halfPoints(look.small),
          color: GREY,
        }),
      ],
    }),
  ],
});

const paper = {
  size: { width: mm(210), height: mm(297) },
  margin: {
    top: mm(look.top),
    bottom: mm(look.bottom),
    left: mm(look.left),
    right: mm(look.right),
    header: mm(look.footer),
    footer: mm(look.footer),
  },
};

/** The page as a docx, the same bytes for the same page. */
export async function buildDocx(page: Page): Promise<Uint8Array> {
  const recipient =
    page.recipient.length === 0
      ? []
      : [paragraph(page.recipient, { spacing: { ...bodySpacing, after: twips(look.head) } })];
  const document = new Document({
    title: page.title,
    creator: '',
    lastModifiedBy: '',
    styles,
    numbering,
    hyphenation: { autoHyphenation: false },
    sections: [
      {
        properties: { page: paper },
        footers: { default: footer },
        children: [...recipient, ...page.side.map(side), ...page.body.flatMap(body)],
      },
    ],
  });
  return fixDocx(await Packer.toBuffer(document), page.drafted);
}
