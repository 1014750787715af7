import { readName, readNumber, readString } from './pdf-values.ts';

/** What a PDF says about its password (ISO 32000, standard security handler). */
export type Encryption = Readonly<{
  /** From 2 (RC4 of 40 bits) to 6 (AES of 256 bits). */
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
const MOST_TRAILERS = 50;
const MOST_VERSIONS = 200;

/**
 * Returns how a PDF is encrypted, null when it is not, or « unknown » when it is in a way that no empty password can
 * open, such as for certificates. Trailers and the object of encryption are always in clear.
 */
export function readEncryption(pdf: Buffer): Encryption | 'unknown' | null {
  let found = false;
  for (const at of placesOf(pdf, '/Encrypt')) {
    const dictionary = dictionaryAt(pdf, at + '/Encrypt'.length);
    if (dictionary === null || readName(dictionary, 'Filter') === null) continue;
    found = true;
    const encryption = readDictionary(dictionary, fileIdNear(pdf, at));
    if (encryption !== null) return encryption;
  }
  return found ? 'unknown' : null;
}

/** Trailers stand at the end of a file, or at its beginning too: no more than these many of each are looked at. */
function placesOf(pdf: Buffer, word: string): number[] {
  const places: number[] = [];
  for (let at = pdf.indexOf(word); at >= 0 && places.length < MOST_TRAILERS; at = pdf.indexOf(word, at + 1)) {
    places.push(at);
  }
  const last: number[] = [];
  for (let at = pdf.lastIndexOf(word); at > 0 && last.length < MOST_TRAILERS; at = pdf.lastIndexOf(word, at - 1)) {
    last.push(at);
  }
  return [...new Set([...last, ...places])];
}

/** Returns the bytes from the beginning of a dictionary that stands here, or that a reference here points to. */
function dictionaryAt(pdf: Buffer, at: number): Buffer | null {
  const text = pdf.toString('latin1', at, at + 40);
  if (/^\s*<</.test(text)) return pdf.subarray(at, at + LONGEST_OBJECT);
  const reference = /^\s+(\d{1,9})\s+(\d{1,5})\s+R/.exec(text);
  return reference === null ? null : objectOf(pdf, `${reference[1]} ${reference[2]} obj`);
}

/** Returns the newest object of a number, which is the last in the file, if it is a dictionary. */
function objectOf(pdf: Buffer, beginning: string): Buffer | null {
  let at = pdf.lastIndexOf(beginning);
  for (let seen = 0; at > 0 && seen < MOST_VERSIONS; seen += 1) {
    const content = at + beginning.length;
    const isWhole = /\D/.test(pdf.toString('latin1', at - 1, at));
    if (isWhole && /^\s*<</.test(pdf.toString('latin1', content, content + 8))) {
      return pdf.subarray(content, content + LONGEST_OBJECT);
    }
    at = pdf.lastIndexOf(beginning, at - 1);
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
function fileIdNear(pdf: Buffer, at: number): Buffer {
  const from = Math.max(0, at - LONGEST_OBJECT);
  const near = pdf.subarray(from, at + LONGEST_OBJECT);
  return readString(near, 'ID') ?? Buffer.alloc(0);
}
