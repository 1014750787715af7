import { createHash } from 'node:crypto';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { boundedQueue } from '../bounded-queue.ts';
import { cleanPhoto } from './clean-photo.ts';
import { documentName } from './document-name.ts';
import { DOCUMENT_TYPES } from './document-types.ts';
import { type FileEnds, readFileEnds } from './file-ends.ts';
import { blankMetadata } from './heic/blank-metadata.ts';
import { heicToJpeg } from './heic/heic-to-jpeg.ts';
import { checkPdf } from './pdf/check-pdf.ts';
import type { DocumentProblem, DocumentType, IncomingDocument, Preparation } from './prepared-document.ts';
import { recogniseDocument } from './recognise-document.ts';

const PIECE = 131_072;

type Kept = { file: string; copy: string | null } | { problem: DocumentProblem };

export type Documents = {
  /**
   * Tells what a file is, refuses what the portal does not take, and returns what is to be kept of it. Rejects with
   * QueueFullError when too many are waiting.
   */
  prepare(incoming: IncomingDocument): Promise<Preparation>;
};

/** Documents are opened one at a time, so that twenty uploads at once take the memory of one. */
export function createDocuments(): Documents {
  const queue = boundedQueue({ concurrency: 1, capacity: 100 });
  return { prepare: (incoming) => queue(() => prepareDocument(incoming)) };
}

async function prepareDocument(incoming: IncomingDocument): Promise<Preparation> {
  const ends = await readFileEnds(incoming.file);
  const recognised = await recogniseDocument(incoming, ends);
  if ('problem' in recognised) return { ok: false, problem: recognised.problem };
  const { type } = recognised;
  const kept = await keepWhat(incoming.file, { type, ends });
  if ('problem' in kept) return { ok: false, problem: kept.problem };
  return {
    ok: true,
    ...kept,
    name: documentName(incoming.name, type),
    mediaType: DOCUMENT_TYPES[type].mediaType,
    ...(await measure(kept.file)),
  };
}

async function keepWhat(file: string, { type, ends }: { type: DocumentType; ends: FileEnds }): Promise<Kept> {
  if (type === 'pdf') {
    const problem = await checkPdf(file, ends);
    return problem === null ? { file, copy: null } : { problem };
  }
  if (type === 'jpg' || type === 'png' || type === 'webp') {
    const cleaned = await cleanPhoto(file, { type, ends });
    return 'problem' in cleaned ? cleaned : { file: cleaned.file, copy: null };
  }
  return type === 'heic' ? await keepHeic(file) : { file, copy: null };
}

/** Keeps two files: the photo as it was taken, without its place, and a JPEG made of it. */
async function keepHeic(file: string): Promise<Kept> {
  const kept = { file: `${file}.clean`, copy: `${file}.jpg` };
  const problem = await heicToJpeg(file, kept.copy);
  if (problem !== null) return { problem };
  const content = await readFile(file);
  if (!blankMetadata(content)) {
    await rm(kept.copy, { force: true });
    return { problem: 'damaged' };
  }
  await writeFile(kept.file, content);
  return kept;
}

/** Reads into one buffer, as streams leave as many behind them as a file has pieces. */
async function measure(file: string): Promise<{ bytes: number; sha256: Buffer }> {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE);
  const handle = await open(file, 'r');
  try {
    for (let bytes = 0; ; ) {
      const { bytesRead } = await handle.read(piece, 0, PIECE, bytes);
      if (bytesRead === 0) return { bytes, sha256: hash.digest() };
      hash.update(piece.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  } finally {
    await handle.close();
  }
}
