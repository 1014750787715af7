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
