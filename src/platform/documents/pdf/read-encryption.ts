import type { PdfFile } from './pdf-file.ts';
import { readName, readNumber, readString } from './pdf-values.ts';

/** The facts that a PDF states about its password (ISO 32000, standard security handler). */
export type Encryption = Readonly<{
  /** The revision, from 2 (RC4 of 40 bits) to 6 (AES of 256 bits). */
  revision: number;
  keyBytes: number;
  ownerEntry: Buffer;
  userEntry: Buffer;
  permissions: number;
  fileId: Buffer;
  encryptsMetadata: boolean;
}>;

/** Objects of encryption are short; this much is read behind their beginning. */
const LONGEST_OBJECT = 4_096;
/** Trailers stand at the end of a file, or at its beginning too: no more than these many of each are looked at. */
const MOST_TRAILERS = 50;
const MOST_VERSIONS = 200;
const WORD = '/Encrypt';

/**
 * Returns how a PDF is encrypted, null when it is not, or « unknown » when it is in a way that no empty password can
 * open, such as for certificates. Trailers and the object of encryption are always in clear.
 */
export async function readEncryption(pdf: PdfFile): Promise<Encryption | 'unknown' | null> {
  let found = false;
  const objects = new Map<string, Buffer | null>();
  const places = await pdf.placesOf(WORD, { first: MOST_TRAILERS, last: MOST_TRAILERS });
  for (const at of places.reverse()) {
    const dictionary = await dictionaryAt(pdf, at + WORD.length, objects);
    if (dictionary === null || readName(dictionary, 'Filter') === null) continue;
    found = true;
    const encryption = readDictionary(dictionary, await fileIdNear(pdf, at));
    if (encryption !== null) return encryption;
  }
  return found ? 'unknown' : null;
}

/** Returns the bytes from the beginning of a dictionary that stands here, or that a reference here points to. */
async function dictionaryAt(pdf: PdfFile, at: number, objects: Map<string, Buffer | null>): Promise<Buffer | null> {
  const here = await pdf.read(at, at + LONGEST_OBJECT);
  const text = here.toString('latin1', 0, 40);
  if (/^\s*<</.test(text)) return here;
  const reference = /^\s+(\d{1,9})\s+(\d{1,5})\s+R/.exec(text);
  if (reference === null) return null;
  const beginning = `${reference[1]} ${reference[2]} obj`;
  // The whole file is searched for an object: once, however many trailers point to it.
  if (!objects.has(beginning)) objects.set(beginning, await objectOf(pdf, beginning));
  return objects.get(beginning) ?? null;
}

/** Returns the newest object of a number, which is the last in the file, if it is a dictionary. */
async function objectOf(pdf: PdfFile, beginning: string): Promise<Buffer | null> {
  const places = await pdf.placesOf(beginning, { first: 0, last: MOST_VERSIONS });
  for (const at of places.reverse()) {
    const here = await pdf.read(at - 1, at + beginning.length + LONGEST_OBJECT);
    const content = here.subarray(1 + beginning.length);
    if (/^\D/.test(here.toString('latin1', 0, 1)) && /^\s*<</.test(content.toString('latin1', 0, 8))) return content;
  }
  return null;
}

function readDictionary(dictionary: Buffer, fileId: Buffer): Encryption | null {
  const [ownerEntry, userEntry] = [readString(dictionary, 'O'), readString(dictionary, 'U')];
  const [revision, permissions] = [readNumber(dictionary, 'R'), readNumber(dictionary, 'P')];
  if (readName(dictionary, 'Filter') !== 'Standard') return null;
  if (ownerEntry === null || userEntry === null || revision === null || permissions === null) return null;
  const bits = readNumber(dictionary, 'V') === 4 ? 128 : (readNumber(dictionary, 'Length') ?? 40);
  return {
    revision,
    keyBytes: revision === 2 ? 5 : Math.min(16, Math.max(5, bits >> 3)),
    ownerEntry,
    userEntry,
    permissions,
    fileId,
    encryptsMetadata: !/\/EncryptMetadata\s+false/.test(dictionary.toString('latin1')),
  };
}

/** The id of the file stands in the same trailer, before or behind. */
async function fileIdNear(pdf: PdfFile, at: number): Promise<Buffer> {
  return readString(await pdf.read(at - LONGEST_OBJECT, at + LONGEST_OBJECT), 'ID') ?? Buffer.alloc(0);
}
