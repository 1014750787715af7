import { constants } from 'node:fs';
import { copyFile, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { NotFound } from '../../domain/not-found.ts';
import { assertKey, type Storage, type StorageKey, StorageUnavailable, type StoredObject } from './storage.ts';

/** The ending of a copy that a crash cut short. It is listed as an object, so that the sweep finds it without a row. */
const PARTIAL = '.partial';
const FULL = new Set(['ENOSPC', 'EDQUOT']);
/** The words in which libvips reports a full disk: its errors have no code. */
const FULL_IN_WORDS = /no space left|quota exceeded/i;
const AWAY = new Set([
  'EEXIST',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'ESTALE',
  'ENODEV',
  'ENXIO',
  'ENOTDIR',
  'EMFILE',
  'ENFILE',
]);

/** Keeps documents in a folder of this machine, spread over 256 folders by the end of their id. */
export function createFolderStorage(folder: string): Storage {
  const placeOf = (key: StorageKey) => {
    assertKey(key);
    const [id = ''] = key.split('.');
    return path.join(folder, id.slice(-2), key);
  };
  return {
    keep: (key, file) => guarded(() => keepFile(file, placeOf(key), folder)),
    open: (key) => guarded(() => openFile(placeOf(key))),
    remove: (key) => guarded(() => rm(placeOf(key), { force: true })),
    list: () => listFolder(folder),
  };
}

/** Runs work on the folder. What the disk refuses becomes StorageUnavailable; mistakes of the caller stay what they are. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storageFault(error);
  }
}

/** Returns StorageUnavailable for what a full or absent disk answers, and any other error unchanged. */
export function storageFault(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (FULL.has(code) || (code === '' && FULL_IN_WORDS.test(error.message)))
    return new StorageUnavailable('the folder of documents is full', { full: true, cause: error });
  if (AWAY.has(code)) return new StorageUnavailable(`the folder of documents: ${code}`, { full: false, cause: error });
  return error;
}

/**
 * Makes the content durable, then its name: a crash leaves the whole object or none. A file from another file system
 * is copied beside its place first, as a rename cannot cross.
 */
async function keepFile(file: string, place: string, root: string): Promise<void> {
  const parent = path.dirname(place);
  const firstMade = await mkdir(parent, { recursive: true, mode: 0o700 });
  await syncPath(file);
  try {
    await rename(file, place);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    await copyAcross(file, place);
  }
  await syncPath(parent);
  if (firstMade !== undefined) await syncPath(root);
  if (firstMade === root) await syncPath(path.dirname(root));
}

async function copyAcross(file: string, place: string): Promise<void> {
  const partial = `${place}${PARTIAL}`;
  try {
    await copyFile(file, partial, constants.COPYFILE_FICLONE);
    await syncPath(partial);
    await rename(partial, place);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  await rm(file, { force: true });
}

/** Waits until the disk holds the content of a file, or the names in a folder. */
async function syncPath(place: string): Promise<void> {
  const handle = await open(place, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function openFile(place: string): Promise<Readable> {
  const handle = await nullWhenMissing(open(place, 'r'));
  if (handle === null) throw new NotFound();
  return handle.createReadStream();
}

async function* listFolder(folder: string): AsyncGenerator<StoredObject> {
  for await (const { name, parentPath, isFile } of entriesOf(folder)) {
    if (!isFile) continue;
    const found = await statIfThere(path.join(parentPath, name));
    if (found !== null) yield { key: name, modifiedAt: found.mtime };
  }
}

async function* entriesOf(folder: string) {
  try {
    for await (const entry of await opendir(folder, { recursive: true })) {
      yield { name: entry.name, parentPath: entry.parentPath, isFile: entry.isFile() };
    }
  } catch (error) {
    // The folder does not exist until the first document is kept.
    if (!isMissing(error)) throw storageFault(error);
  }
}

async function statIfThere(file: string) {
  return await guarded(() => nullWhenMissing(stat(file)));
}

async function nullWhenMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
