import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { MOST_PIXELS, writeJpeg } from '../clean-photo.ts';
import type { DocumentProblem } from '../prepared-document.ts';

/** The decoder holds the picture twice: 40 million pixels take 60 MB as they are coded and 160 MB as colours. */
const MOST_BYTES = 512 * 1_024 * 1_024;
const MOST_MILLISECONDS = 30_000;

type Decoded = { data: Uint8Array; width: number; height: number };
type Answer = Decoded | { problem: DocumentProblem };

/**
 * Writes a photo in HEIC as a JPEG, upright and without metadata. Returns why it cannot be, or null. A file that makes
 * the decoder fail, take too much memory or too long is damaged for us: its thread is ended, the portal goes on.
 */
export async function heicToJpeg(file: string, jpeg: string): Promise<DocumentProblem | null> {
  const answer = await decode(file);
  if ('problem' in answer) return answer.problem;
  await writeJpeg(answer, jpeg);
  return null;
}

async function decode(file: string): Promise<Answer> {
  const worker = new Worker(path.join(import.meta.dirname, 'heic-worker.ts'), {
    workerData: { file, mostPixels: MOST_PIXELS, mostBytes: MOST_BYTES },
    resourceLimits: { maxOldGenerationSizeMb: 64 },
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  const damaged: Answer = { problem: 'damaged' };
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Answer>((resolve) => {
      timer = setTimeout(() => resolve(damaged), MOST_MILLISECONDS);
      worker.once('message', (answer: Answer) => resolve(answer));
      worker.once('error', () => resolve(damaged));
      worker.once('exit', () => resolve(damaged));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
