import type { App } from '../../app.ts';
import type { Wordmark } from '../../domain/commune.ts';
import { drawWordmark, type WordmarkProblem } from '../../platform/documents/draw-wordmark.ts';
import type { DocumentProblem, DocumentType } from '../../platform/documents/prepared-document.ts';

/** The accepted file types of a logo. SVG is not among them because it may hold scripts. */
export const WORDMARK_TYPES: readonly DocumentType[] = ['png', 'webp', 'jpg'];

export type KeptWordmark = { ok: true; wordmark: Wordmark } | { ok: false; problem: DocumentProblem | WordmarkProblem };

/**
 * Checks a logo, draws it anew and makes it durable under its SHA-256, so that the same logo is stored once. The
 * settings name it only afterwards; a logo that they never name is deleted at night. Rejects with StorageUnavailable
 * when the storage is full or does not answer.
 */
export async function keepWordmark(
  { documents, storage }: Pick<App, 'documents' | 'storage'>,
  { file, name }: { file: string; name: string },
): Promise<KeptWordmark> {
  const prepared = await documents.prepare({ file, name, accept: WORDMARK_TYPES });
  if (!prepared.ok) return prepared;
  const drawn = await drawWordmark(prepared.file);
  if ('problem' in drawn) return { ok: false, problem: drawn.problem };
  const { sha256, width, height } = drawn;
  await storage.keep(sha256, drawn.file);
  return { ok: true, wordmark: { sha256, width, height } };
}
