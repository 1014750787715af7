import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';
import type { Transaction } from '../../../../platform/database.ts';
import { hashing } from '../../../../platform/files/hashing.ts';
import { writeZip } from '../../../../platform/files/zip.ts';
import { addJob } from '../../../../platform/jobs.ts';
import { insertAuditEvent } from '../../../audit/audit-events.repository.ts';
import { uploadsFolder } from '../../../submissions/attachments/uploads-folder.ts';
import { findRetentionRun, lockRetentionRun, type RetentionRun } from '../retention-runs.repository.ts';
import { lacking } from './inventory.ts';
import { type Packed, type PackingApp, packageEntries } from './package-entries.ts';
import { packingJob, type RunToPack } from './packing-job.ts';
import {
  listRunsWithoutPackingJob,
  type Package,
  updateRunPacked,
  updateRunProgress,
  updateRunSubmissionsPacked,
} from './transfers.repository.ts';

const TOLD_EACH = 20;

/**
 * Makes the package of what two administrators give to the archives, request by request, and keeps it in the storage. A job
 * that was cut begins again, under another key: the row names the one that is whole, and the nightly sweep finds the rest.
 */
export async function packRun(app: PackingApp, { id }: z.infer<typeof RunToPack>): Promise<void> {
  const run = await findRetentionRun(app.db, id);
  if (run?.status !== 'packing') return;
  const parent = uploadsFolder(app);
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(path.join(parent, 'transfer-'));
  try {
    const file = path.join(folder, '0');
    const { packed, sha256 } = await writePackage(app, run, file);
    const { size: bytes } = await stat(file);
    const key = randomUUID();
    await app.storage.keep(key, file);
    const made = { key, bytes, sha256, requests: packed.requests.length, lacks: lacking(packed.requests) };
    if (!(await app.db.transaction((tx) => publish(tx, run, { made, packed })))) await app.storage.remove(key);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Gives a job again to the runs of which somebody dropped it. */
export function takeUpPacking({ db }: Pick<PackingApp, 'db'>): Promise<void> {
  return db.transaction(async (tx) => {
    for (const { id } of await listRunsWithoutPackingJob(tx)) await addJob(tx, packingJob(id));
  });
}

async function writePackage(app: PackingApp, run: RetentionRun, file: string) {
  const packed: Packed = { requests: [], lines: [] };
  const onRequest = async ({ lines, requests }: Packed) => {
    if (lines.length % TOLD_EACH !== 1) return;
    await app.db.transaction((tx) => updateRunProgress(tx, { id: run.id, requests: requests.length }));
  };
  const { through, sha256 } = hashing();
  try {
    const kept = pipeline(through, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    await Promise.all([writeZip(packageEntries(app, run, { packed, onRequest }), through), kept]);
  } finally {
    through.destroy();
  }
  return { packed, sha256: sha256() };
}

/** Returns false when it was packed or given up meanwhile: what a row names is never replaced. */
async function publish(
  tx: Transaction,
  { id, slug }: RetentionRun,
  { made, packed }: { made: Package; packed: Packed },
): Promise<boolean> {
  if ((await lockRetentionRun(tx, id))?.status !== 'packing') return false;
  await updateRunPacked(tx, { id, ...made });
  await updateRunSubmissionsPacked(tx, { runId: id, lines: packed.lines });
  const { requests, lacks, sha256 } = made;
  const details = { run: id, slug, requests, lacks, sha256 };
  await insertAuditEvent(tx, { name: 'retention-packed', network: null, details });
  return true;
}
