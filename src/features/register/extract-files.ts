import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { openZip } from '../../platform/files/unzip.ts';

/** Thrown when the given file or folder is not an extract that can be imported. The message says why and what to do. */
export class ExtractError extends Error {}

/** `size` is the unpacked size in bytes. */
export type ExtractFile = { name: string; size: number; open(): Promise<Readable> };
export type ExtractFiles = { place: string; find(name: string): ExtractFile | null; close(): void };

/**
 * Opens an extract, given as its ZIP or as the folder where it was unpacked. Throws ExtractError when it is neither.
 */
export async function openExtract(place: string): Promise<ExtractFiles> {
  const found = await stat(place).catch(() => null);
  if (found === null) throw new ExtractError(`${place} does not exist: give the folder or the ZIP of an extract`);
  return found.isDirectory() ? openFolder(place) : openArchive(place);
}

/** Returns a file of the extract. Throws ExtractError when it is missing. */
export function getExtractFile(files: ExtractFiles, name: string): ExtractFile {
  const file = files.find(name);
  if (file !== null) return file;
  throw new ExtractError(
    `${name} is missing in ${files.place}: give the whole folder or ZIP of a KBO Open Data extract`,
  );
}

async function openFolder(place: string): Promise<ExtractFiles> {
  const files = new Map<string, ExtractFile>();
  for (const name of await readdir(place)) {
    if (!name.endsWith('.csv')) continue;
    const file = path.join(place, name);
    const { size } = await stat(file);
    files.set(name, { name, size, open: async () => createReadStream(file) });
  }
  return { place, find: (name) => files.get(name) ?? null, close: () => undefined };
}

async function openArchive(place: string): Promise<ExtractFiles> {
  const zip = await openZip(place).catch((cause: Error) => {
    throw new ExtractError(`${place} is neither a folder nor a ZIP that can be read: ${cause.message}`, { cause });
  });
  const [twice] = zip.repeated.filter((name) => name.endsWith('.csv'));
  if (twice !== undefined) {
    zip.close();
    throw new ExtractError(`${place} holds ${twice} more than once: give a ZIP with one extract`);
  }
  const find = (name: string) => {
    const file = zip.files.get(name);
    return file === undefined ? null : { name, ...file };
  };
  return { place, find, close: zip.close };
}
