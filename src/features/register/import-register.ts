import type { Database } from '../../platform/database.ts';
import type { Progress } from '../../platform/files/progress.ts';
import { type BulkTransaction, bulkTransaction } from '../../platform/postgres/bulk-load.ts';
import { applyFullExtract, applyUpdateExtract, type Changes } from './apply-extract.ts';
import type { ExtractFiles } from './extract-files.ts';
import { type Extract, readExtractMeta } from './extract-meta.ts';
import type { FileReport } from './read-rows.ts';
import { refuseShrinking } from './refuse-shrinking.ts';
import { countRegister, findLastExtract, insertExtract } from './register.repository.ts';
import { stageExtract } from './stage-extract.ts';
import { deleteStagedRows, lockRegister } from './staged-register.repository.ts';

export type ImportReport = { outcome: 'imported'; extract: Extract; files: FileReport[]; changes: Changes };
export type ImportRefusal =
  | { outcome: 'already-contained'; extract: Extract; current: Extract }
  | { outcome: 'older-than-register'; extract: Extract; current: Extract }
  | { outcome: 'extracts-missing-before'; extract: Extract; current: Extract | null }
  | { outcome: 'import-under-way'; extract: Extract };

/** With `shrinkAllowed` an extract may also take away a large part of the register. */
type Import = { db: Database; files: ExtractFiles; progress: Progress; shrinkAllowed?: boolean };

/**
 * Imports an extract in one transaction, so that readers see all of it or nothing, and a failed import changes nothing.
 * A full extract replaces the register; an update extract must follow the one before it. Throws ExtractError for a file
 * that cannot be used, and for one that would take away a large part of the register.
 */
export async function importRegister({
  db,
  files,
  progress,
  shrinkAllowed = false,
}: Import): Promise<ImportReport | ImportRefusal> {
  const extract = await readExtractMeta(files);
  return bulkTransaction(db, async (tx) => {
    const refusal = await findRefusal(tx, extract);
    if (refusal !== null) return refusal;
    await deleteStagedRows(tx);
    const before = await countRegister(tx);
    const reports = await stageExtract(tx, { kind: extract.kind, files, progress });
    const changes = await (extract.kind === 'full' ? applyFullExtract : applyUpdateExtract)(tx, progress);
    if (!shrinkAllowed) refuseShrinking(before, await countRegister(tx));
    await insertExtract(tx, extract);
    await deleteStagedRows(tx);
    return { outcome: 'imported', extract, files: reports, changes };
  });
}

async function findRefusal(tx: BulkTransaction, extract: Extract): Promise<ImportRefusal | null> {
  if (!(await lockRegister(tx))) return { outcome: 'import-under-way', extract };
  const current = await findLastExtract(tx);
  if (extract.kind === 'full') {
    // Importing the same full extract again is allowed: it repairs the register, and writes only what differs.
    if (current === null || extract.number >= current.number) return null;
    return { outcome: 'older-than-register', extract, current };
  }
  if (current === null || extract.number > current.number + 1) {
    return { outcome: 'extracts-missing-before', extract, current };
  }
  return extract.number <= current.number ? { outcome: 'already-contained', extract, current } : null;
}
