import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { boundedQueue } from '../bounded-queue.ts';
import type { PdfDocument } from './pdf-document.ts';

export type Pdfs = {
  /**
   * Returns the document as src/platform/pdf/write-pdf.ts writes it. Rejects with QueueFullError when too many are
   * waiting, and with another error when the document fails, takes too long or too much memory.
   */
  write(document: PdfDocument): Promise<Buffer>;
};

type Limits = { capacity: number; milliseconds: number; idleMilliseconds: number; megabytes: number };
const LIMITS: Limits = { capacity: 100, milliseconds: 20_000, idleMilliseconds: 30_000, megabytes: 128 };

/**
 * Documents are written one at a time in a thread of their own, because one word of some thousand letters keeps a core
 * busy for seconds. The thread starts with the first document, and ends when none came for a while: pdfkit and what it
 * remembers take no memory where nobody asks for them.
 */
export function createPdfs(limits: Partial<Limits> = {}): Pdfs {
  const all = { ...LIMITS, ...limits };
  const queue = boundedQueue({ concurrency: 1, capacity: all.capacity });
  const thread = new PdfThread(all);
  return { write: (document) => queue(() => thread.write(document)) };
}

class PdfThread {
  readonly #limits: Limits;
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  async write(document: PdfDocument): Promise<Buffer> {
    clearTimeout(this.#idle);
    const worker = this.#started();
    try {
      return await this.#ask(worker, document);
    } catch (cause) {
      this.#end();
      throw new Error(`the PDF « ${document.title} » could not be written`, { cause });
    } finally {
      // Neither a thread without work nor its clock keeps the process from ending.
      worker.unref();
      this.#idle = setTimeout(() => this.#end(), this.#limits.idleMilliseconds).unref();
    }
  }

  /** Rejects when the thread fails, as `once` does when there is an « error », and when the time is over. */
  async #ask(worker: Worker, document: PdfDocument): Promise<Buffer> {
    worker.ref();
    worker.postMessage(document);
    const signal = AbortSignal.timeout(this.#limits.milliseconds);
    const [{ buffer, byteOffset, byteLength }] = (await once(worker, 'message', { signal })) as [Uint8Array];
    return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
  }

  #started(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(path.join(import.meta.dirname, 'pdf-worker.ts'), {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.megabytes, maxYoungGenerationSizeMb: 8 },
      env: {},
      execArgv: [],
    });
    // A caller that waits learns of the fault through `once`; after one that nobody waited for, the next document
    // starts another thread.
    worker.on('error', () => this.#forget(worker));
    worker.on('exit', () => this.#forget(worker));
    this.#worker = worker;
    return worker;
  }

  #end(): void {
    void this.#worker?.terminate();
    this.#worker = null;
  }

  #forget(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null;
  }
}
