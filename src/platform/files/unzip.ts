import path from 'node:path';
import type { Readable } from 'node:stream';
import yauzl from 'yauzl';

export type ZippedFile = { size: number; open(): Promise<Readable> };
export type OpenZip = { files: ReadonlyMap<string, ZippedFile>; close(): void };

/**
 * Opens a ZIP and returns its files by their names without folders. Each file is unpacked while it is read. Rejects
 * when the file is no ZIP.
 */
export async function openZip(file: string): Promise<OpenZip> {
  const zip = await yauzl.openPromise(file, { autoClose: false });
  const files = new Map<string, ZippedFile>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      files.set(path.posix.basename(entry.fileName), {
        size: entry.uncompressedSize,
        open: () => zip.openReadStreamPromise(entry),
      });
    }
  } catch (error) {
    zip.close();
    throw error;
  }
  return { files, close: () => zip.close() };
}
