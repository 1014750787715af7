import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { hashing } from '../../../platform/files/hashing.ts';
import type { OneMoment } from '../../../platform/postgres/bulk-load.ts';
import type { CopiedTable } from '../tables.repository.ts';
import { type Manifest, tableFile } from './manifest.ts';

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
