import type { App } from '../../app.ts';
import type { Wordmark } from '../../domain/commune.ts';
import { drawWordmark, type WordmarkProblem } from '../../platform/documents/draw-wordmark.ts';
import type { DocumentProblem, DocumentType } from '../../platform/documents/prepared-document.ts';

/** What a logo may come as. No drawing (SVG), which may hold programs. */
export const WORDMARK_TYPES: readonly DocumentType[] = ['png', 'webp', 'jpg'];

export type KeptWordmark = { ok: true; wordmark: Wordmark } | { ok: false; problem: DocumentProblem | WordmarkProblem };

/**
 * Judges a logo, draws it anew and makes it durable under its SHA-256, so that the same logo is stored once. Nothing
 * points to it before the settings do: what they never named is swept at night. Rejects with StorageUnavailable where
 * there is no room or no answer.
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
