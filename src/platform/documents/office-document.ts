import { readZipDirectory, type ZipDirectory } from '../files/unzip.ts';
import type { FileEnds } from './file-ends.ts';
import type { DocumentType } from './prepared-document.ts';
import type { Recognition } from './recognise-document.ts';

const MOST_ENTRIES = 5_000;
/** A document of 10 MB may declare that it unpacks to this much. More is a bomb for whoever opens it. */
const MOST_UNPACKED_BYTES = 200_000_000;
const MAIN_PARTS: readonly [string, DocumentType][] = [
  ['word/document.xml', 'docx'],
  ['xl/workbook.xml', 'xlsx'],
];
const MEDIA_TYPES: readonly [string, DocumentType][] = [
  ['application/vnd.oasis.opendocument.text', 'odt'],
  ['application/vnd.oasis.opendocument.spreadsheet', 'ods'],
];
/** Parts that run: Visual Basic, macro sheets of before 1995, ActiveX, and the scripts of OpenDocument. */
const RUNS = /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml|macrosheets\/|activeX\/)|^(?:Basic|Scripts)\/./i;

/**
 * Tells which office document a ZIP is by its table of contents. Nothing is unpacked, so that a bomb stays a small
 * file. What runs programs is refused, and so is what would unpack to more than anybody writes.
 */
export async function readOfficeType(file: string, { head }: FileEnds): Promise<Recognition> {
  const directory = await readZipDirectory(file, MOST_ENTRIES);
  if (directory === null || directory.cut) return { problem: 'damaged' };
  const type = typeOf(directory, head);
  if (type === null) return { problem: 'unknown-type' };
  if (directory.names.some((name) => RUNS.test(name))) return { problem: 'macros' };
  if (directory.encrypted) return { problem: 'password' };
  if (directory.unpackedBytes > MOST_UNPACKED_BYTES) return { problem: 'damaged' };
  return { type };
}

function typeOf({ names }: ZipDirectory, head: Buffer): DocumentType | null {
  if (names.includes('[Content_Types].xml')) {
    return MAIN_PARTS.find(([part]) => names.includes(part))?.[1] ?? null;
  }
  // OpenDocument says its type in its first part, which is never compressed: its content stands behind its name.
  const beginning = head.subarray(30, 120).toString('latin1');
  return MEDIA_TYPES.find(([mediaType]) => beginning.startsWith(`mimetype${mediaType}PK`))?.[1] ?? null;
}
