// The measures of the letter's page, for docx and pdf alike. Millimetres for places, points for type.
import { FONT_FAMILY } from './font.ts';

export const look = {
  font: FONT_FAMILY,
  /** Millimetres; the text keeps clear of the side column on every page, so that lines stay equally long. */
  top: 28,
  bottom: 28,
  left: 25,
  right: 60,
  footer: 12,
  sideLeft: 160,
  sideWidth: 38,
  /** Points. */
  size: 11,
  line: 15,
  title: 13,
  titleLine: 17,
  small: 9,
  smallLine: 12,
  /** Points of air: between paragraphs, items and blocks of the side column; above title, greeting, signature, annexes. */
  gap: 8,
  itemGap: 3,
  sideGap: 9,
  head: 64,
  greeting: 16,
  signature: 26,
  annexes: 24,
  indent: 14,
  /** 5.9:1 on white (WCAG 2.1 AA asks for 4.5:1). */
  grey: '#646464',
  /** Letters of a word from which on it may be broken, in the text and in the side column. */
  longest: 44,
  sideLongest: 20,
} as const;
