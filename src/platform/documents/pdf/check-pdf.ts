import type { FileEnds } from '../file-ends.ts';
import type { DocumentProblem } from '../prepared-document.ts';
import { opensWithoutPassword } from './empty-password.ts';
import { readingPdf } from './pdf-file.ts';
import { readEncryption } from './read-encryption.ts';

/**
 * Tells why a PDF is refused, or null: it was cut, or does not open. One that is only restricted, as many official ones
 * are, opens with an empty password. The file is searched a piece at a time and never held whole.
 */
export async function checkPdf(file: string, { tail }: FileEnds): Promise<DocumentProblem | null> {
  if (!tail.includes('startxref') && !tail.includes('%%EOF')) return 'damaged';
  const encryption = await readingPdf(file, readEncryption);
  if (encryption === null) return null;
  return encryption !== 'unknown' && opensWithoutPassword(encryption) ? null : 'password';
}
