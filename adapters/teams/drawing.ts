// What the renderers are given, by who reads: one person alone, or everybody in a channel.
import type { Locale } from '../../src/index.ts';
import type { Carried } from '../shared/carried.ts';
import { asksForForm, type Draw } from '../shared/drawing.ts';
import type { Drawing } from './buttons.ts';

/** One person's own chat, or dialog, has room for a form. */
export function privateDrawing(
  draw: Draw,
  locale: Locale,
  carried: Partial<Omit<Carried, 'line'>> = {},
): Drawing {
  return { ...draw(locale, carried), asksInDialog: () => false };
}

/** In a channel a form is the presser's alone: it opens as a dialog. */
export function channelDrawing(draw: Draw, locale: Locale): Drawing {
  return { ...draw(locale), asksInDialog: asksForForm };
}
