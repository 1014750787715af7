import { readFile } from 'node:fs/promises';
import type { FileEnds } from '../file-ends.ts';
import type { DocumentProblem } from '../prepared-document.ts';
import { opensWithoutPassword } from './empty-password.ts';
import { readEncryption } from './read-encryption.ts';

/**
 * Tells why a PDF is refused, or null. Its pages are not read: what matters is whether it was cut and whether it opens.
 * One that is only restricted, as many official ones are, opens with an empty password.
 */
export async function checkPdf(file: string, { tail }: FileEnds): Promise<DocumentProblem | null> {
  if (!tail.includes('startxref') && !tail.includes('%%EOF')) return 'damaged';
  const encryption = readEncryption(await readFile(file));
  if (encryption === null) return null;
  return encryption !== 'unknown' && opensWithoutPassword(encryption) ? null : 'password';
}
