import path from 'node:path';
import type { Readable } from 'node:stream';
import yauzl from 'yauzl';

export type ZippedFile = { size: number; open(): Promise<Readable> };
/** `repeated` holds the names that several folders of the ZIP have. */
export type OpenZip = { files: ReadonlyMap<string, ZippedFile>; repeated: readonly string[]; close(): void };

/**
 * Opens a ZIP and returns its files by their names without folders. Each file is unpacked while it is read. Rejects
 * when the file is no ZIP.
 */
export async function openZip(file: string): Promise<OpenZip> {
  const zip = await yauzl.openPromise(file, { autoClose: false });
  const files = new Map<string, ZippedFile>();
  const repeated: string[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      const name = path.posix.basename(entry.fileName);
      if (files.has(name)) repeated.push(name);
      files.set(name, {
        size: entry.uncompressedSize,
        open: () => zip.openReadStreamPromise(entry),
      });
    }
  } catch (error) {
    zip.close();
    throw error;
  }
  return { files, repeated, close: () => zip.close() };
}

export type ZipDirectory = {
  names: readonly string[];
  /** The unpacked size of all entries together, as the entries declare it. */
  unpackedBytes: number;
  encrypted: boolean;
  /** True when there are more entries than were read. */
  cut: boolean;
};

/** Reads the table of contents of a ZIP, up to a number of entries. Returns null when the file is no whole ZIP. */
export async function readZipDirectory(file: string, mostEntries: number): Promise<ZipDirectory | null> {
  const zip = await openOrNull(file);
  if (zip === null) return null;
  const names: string[] = [];
  let unpackedBytes = 0;
  let encrypted = false;
  try {
    if (zip.entryCount > mostEntries) return { names, unpackedBytes, encrypted, cut: true };
    for await (const entry of zip.eachEntry()) {
      names.push(entry.fileName);
      unpackedBytes += entry.uncompressedSize;
      encrypted ||= entry.isEncrypted();
    }
    return { names, unpackedBytes, encrypted, cut: false };
  } catch (error) {
    if (isFaultOfZip(error)) return null;
    throw error;
  } finally {
    zip.close();
  }
}

async function openOrNull(file: string): Promise<yauzl.ZipFile | null> {
  try {
    return await yauzl.openPromise(file, { autoClose: false });
  } catch (error) {
    if (isFaultOfZip(error)) return null;
    throw error;
  }
}

/** Faults in the content are plain errors of yauzl; those of the disk have a code. */
function isFaultOfZip(error: unknown): boolean {
  return error instanceof Error && !('code' in error);
}
