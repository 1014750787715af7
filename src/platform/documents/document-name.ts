import { DOCUMENT_TYPES } from './document-types.ts';
import type { DocumentType } from './prepared-document.ts';

const LONGEST = 200;
/** Control characters, ends of line, and the marks that turn the direction of writing, which can disguise an extension. */
const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
/** Extensions that stand for a kind of file: one that is wrong is replaced, while « v1.2 » is part of the name. */
const KIND = /\.(?:[a-z]{2,4}|[a-z]{3}x|mp[34]|7z|jfif)$/i;

/**
 * Returns a name as it was typed, in one Unicode form, without what cannot be seen, within 200 characters, and with an
 * extension that tells what the content is.
 */
export function documentName(typed: string, type: DocumentType): string {
  const name = typed.toWellFormed().normalize('NFC').replace(UNSEEN, '').trim();
  const { extensions } = DOCUMENT_TYPES[type];
  const own = extensions.find((extension) => name.toLowerCase().endsWith(`.${extension}`));
  if (own !== undefined) return join(name.slice(0, -own.length - 1), name.slice(-own.length - 1));
  return join(name.replace(KIND, ''), `.${extensions[0]}`);
}

function join(stem: string, extension: string): string {
  return `${shorten(stem, LONGEST - extension.length) || 'document'}${extension}`;
}

/** Cuts between letters as people see them, so that an accent or a part of an emoji is never cut off. */
function shorten(text: string, longest: number): string {
  let kept = '';
  let length = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    length += [...segment].length;
    if (length > longest) break;
    kept += segment;
  }
  return kept.trim();
}
