import type { Readable } from 'node:stream';

/** The name of a stored object: an id, with « .jpg » behind it for the copy of a photo, or a SHA-256. Never a text that somebody typed. */
export type StorageKey = string;
export type StoredObject = { key: StorageKey; modifiedAt: Date };

/** The place where documents are kept: a folder of this machine, or a bucket that several instances share. */
export type Storage = {
  /**
   * Moves a file of this machine into the storage. When the promise resolves, the object outlives a crash: the caller
   * may commit the row that points to it. Rejects with StorageUnavailable when there is no room or no answer.
   */
  keep(key: StorageKey, file: string): Promise<void>;
  /** Returns a stream of the content. Throws NotFound when there is no such object. */
  open(key: StorageKey): Promise<Readable>;
  /** Deletes the object. It is no error when there is none. */
  remove(key: StorageKey): Promise<void>;
  /** Yields every object, to sweep those that no row points to. */
  list(): AsyncIterable<StoredObject>;
};

/** Thrown when the storage is full or away. `full` tells the two apart: 507 or 503. */
export class StorageUnavailable extends Error {
  readonly full: boolean;
  constructor(message: string, { full, cause }: { full: boolean; cause: unknown }) {
    super(message, { cause });
    this.full = full;
  }
}

/**
 * Throws when a key is not one that the portal made. Names that people typed never come this far, so that this is a
 * mistake of the program, not of a person.
 */
export function assertKey(key: StorageKey): void {
  if (!/^[0-9a-z][0-9a-z-]{7,63}(?:\.[a-z]{1,8}){0,2}$/.test(key)) throw new Error('a key of the storage is an id');
}
