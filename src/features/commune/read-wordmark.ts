import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { App } from '../../app.ts';
import type { Wordmark } from '../../domain/commune.ts';
import { NotFound } from '../../domain/not-found.ts';

export type StoredWordmark = { wordmark: Wordmark; bytes: Buffer };

/**
 * Returns a logo that was stored, with its size as its own header says it. Throws NotFound where nothing is stored under
 * that SHA-256, or something else.
 */
export async function readWordmark({ storage }: Pick<App, 'storage'>, sha256: string): Promise<StoredWordmark> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new NotFound();
  const bytes = await buffer(await storage.open(sha256));
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new NotFound();
  // The first chunk of a PNG says width and height (ISO/IEC 15948, 11.2.2).
  return { wordmark: { sha256, width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }, bytes };
}
