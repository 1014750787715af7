import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { OneMoment } from '../../../platform/bulk-load.ts';
import type { CopiedTable } from '../tables.repository.ts';
import { type Manifest, tableFile } from './manifest.ts';

/** Passes its input on, and tells its SHA-256 in hexadecimal at the end. */
export function hashing(): { through: Transform; sha256(): string } {
  const hash = createHash('sha256');
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { through, sha256: () => hash.digest('hex') };
}

/** Writes the rows of one table, compressed and durable, as COPY gives them. */
export async function dumpTable(
  moment: OneMoment,
  folder: string,
  { name, copyOut }: Pick<CopiedTable, 'name' | 'copyOut'>,
): Promise<Manifest['tables'][number]> {
  const { through, sha256 } = hashing();
  const source = moment.copyOut(copyOut);
  const file = createWriteStream(tableFile(folder, name), { flush: true });
  await pipeline(source, through, createGzip({ level: 1 }), file);
  return { name, rows: source.rowCount, sha256: sha256() };
}
