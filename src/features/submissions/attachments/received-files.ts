import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { storageFault } from '../../../platform/storage/folder-storage.ts';
import { StorageUnavailable } from '../../../platform/storage/storage.ts';

/** A file that came with a form. `fault` says why it is not on the disk. */
export type ReceivedFile = Readonly<{
  field: string;
  /** The name that the browser sent. It is shown, and never part of a path. */
  name: string;
  file: string;
  fault: 'too-large' | 'too-many-at-once' | StorageUnavailable | null;
}>;

/** One form may bring at most this many files. */
export const MOST_FILES_AT_ONCE = 20;

/** Thrown while a form is read that is far too large. */
export class FormTooLarge extends Error {}

type Limits = { mostBytesPerFile: number; mostBytes: number };
type Part = { fieldname: string; originalname: string; stream: Readable };

/**
 * Writes the files of one form under names that the portal chooses. A file that may not be kept is read to its end and
 * dropped, so that the others of the form arrive; only a form that is far too large is cut off.
 */
export class ReceivedFiles {
  readonly #folder: string | StorageUnavailable;
  readonly #limits: Limits;
  readonly #received: ReceivedFile[] = [];
  #count = 0;
  #bytes = 0;

  /** Without a folder no file is kept, and the fields of the form are still read. */
  constructor(folder: string | StorageUnavailable, limits: Limits) {
    this.#folder = folder;
    this.#limits = limits;
  }

  get received(): readonly ReceivedFile[] {
    return this.#received;
  }

  _handleFile(_req: unknown, part: Part, done: (error?: unknown) => void): void {
    this.#receive(part).then(() => done(null), done);
  }

  /** Removes nothing, as the folder is deleted as a whole. */
  _removeFile(_req: unknown, _part: unknown, done: (error: Error | null) => void): void {
    done(null);
  }

  async #receive({ fieldname: field, originalname: name, stream }: Part): Promise<void> {
    const place = this.#count;
    this.#count += 1;
    const folder = this.#folder;
    if (this.#count > MOST_FILES_AT_ONCE || typeof folder !== 'string') {
      for await (const chunk of stream) this.#countBytes(chunk);
      const fault = typeof folder === 'string' ? 'too-many-at-once' : folder;
      this.#received[place] = { field, name, file: '', fault };
      return;
    }
    const file = path.join(folder, String(place));
    this.#received[place] = { field, name, file, fault: await this.#write(stream, file) };
  }

  async #write(stream: Readable, file: string): Promise<ReceivedFile['fault']> {
    let fault: ReceivedFile['fault'] = null;
    let bytes = 0;
    const handle = await openNew(file);
    if (handle instanceof StorageUnavailable) fault = handle;
    try {
      for await (const chunk of stream) {
        this.#countBytes(chunk);
        bytes += chunk.length;
        if (bytes > this.#limits.mostBytesPerFile) fault ??= 'too-large';
        if (fault === null && !(handle instanceof StorageUnavailable)) fault = await write(handle, chunk);
      }
    } finally {
      if (!(handle instanceof StorageUnavailable)) await handle.close();
    }
    return fault;
  }

  #countBytes(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#limits.mostBytes) throw new FormTooLarge();
  }
}

async function openNew(file: string): Promise<FileHandle | StorageUnavailable> {
  try {
    return await open(file, 'wx', 0o600);
  } catch (error) {
    return unavailable(error);
  }
}

async function write(handle: FileHandle, chunk: Buffer): Promise<StorageUnavailable | null> {
  try {
    await handle.writeFile(chunk);
    return null;
  } catch (error) {
    return unavailable(error);
  }
}

/** Returns the fault for the error of a full or absent disk. Throws all other errors. */
export function unavailable(error: unknown): StorageUnavailable {
  const fault = storageFault(error);
  if (fault instanceof StorageUnavailable) return fault;
  throw error;
}
