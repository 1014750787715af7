import type { FileEnds } from './file-ends.ts';
import { readOfficeType } from './office-document.ts';
import type { DocumentProblem, DocumentType } from './prepared-document.ts';

export type Recognition = { type: DocumentType } | { problem: DocumentProblem };

const PICTURES: ReadonlyMap<string, DocumentType> = new Map([
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
  ['image/heic', 'heic'],
  ['image/heif', 'heic'],
]);
/** Matches content that a browser or a server would run if it took a picture for a page. */
const PAGE = /<(?:!doctype|html|script|svg|body|iframe|\?php)/i;
/** A PDF may begin after a mark of UTF-8 or an empty line, as some programs write it. */
const BEGINNING_OF_PDF = /^(?:\xef\xbb\xbf)?\s{0,8}%PDF-/;

/**
 * Tells what a file is by its content alone: names and declared types are what somebody said. Only the beginning and
 * the end are read, and the table of contents of an office document; nothing is decoded or unpacked.
 */
export async function recogniseDocument(
  { file, accept }: { file: string; accept: readonly DocumentType[] },
  { head, tail, bytes }: FileEnds,
): Promise<Recognition> {
  if (bytes === 0) return { problem: 'empty' };
  const found = await recogniseContent(file, { head, tail, bytes });
  if ('type' in found && !accept.includes(found.type)) return { problem: 'unknown-type' };
  return found;
}

async function recogniseContent(file: string, ends: FileEnds): Promise<Recognition> {
  const text = ends.head.toString('latin1');
  if (BEGINNING_OF_PDF.test(text)) return unlessTwo('pdf', ends);
  if (text.startsWith('PK\x03\x04')) return await readOfficeType(file, ends);
  if (isEncryptedOffice(text, ends)) return { problem: 'password' };
  const { fileTypeFromBuffer } = await import('file-type');
  const picture = PICTURES.get((await fileTypeFromBuffer(ends.head))?.mime ?? '');
  if (picture !== undefined) return unlessTwo(picture, ends);
  return { problem: text.includes('%PDF-') ? 'ambiguous' : 'unknown-type' };
}

/** Refuses a file that another program would take for another kind: a ZIP at its end, a PDF or a page inside a picture. */
function unlessTwo(type: DocumentType, { head, tail }: FileEnds): Recognition {
  const isPicture = type !== 'pdf';
  const texts = [head.subarray(0, 1_024), tail].map((part) => part.toString('latin1'));
  if (endsAsZip(tail)) return { problem: 'ambiguous' };
  if (isPicture && texts.some((text) => PAGE.test(text) || text.includes('%PDF-1'))) return { problem: 'ambiguous' };
  return { type };
}

/** A ZIP is found by its end: a record whose comment reaches to the last byte. */
function endsAsZip(tail: Buffer): boolean {
  for (let at = tail.lastIndexOf('PK\x05\x06'); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf('PK\x05\x06', at - 1)) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
  }
  return false;
}

/** An office document that asks for a password is an OLE container with this stream, whose names are UTF-16. */
function isEncryptedOffice(text: string, { head, tail }: FileEnds): boolean {
  if (!text.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return false;
  const name = Buffer.from('EncryptedPackage', 'utf16le');
  return head.includes(name) || tail.includes(name);
}
