// The kinds of letters that a municipality may send.

export const MEDIA_TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  eml: 'message/rfc822',
  txt: 'text/plain',
} as const;

export type LetterFormat = keyof typeof MEDIA_TYPES;

export function isLetterFormat(ending: string): ending is LetterFormat {
  return Object.hasOwn(MEDIA_TYPES, ending);
}
