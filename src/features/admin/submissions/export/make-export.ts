import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { App } from '../../../../app.ts';
import { localDateOf } from '../../../../domain/local-date.ts';
import { uploadsFolder } from '../../../submissions/attachments/uploads-folder.ts';
import { readHandledFilter } from '../list/handled-filter.ts';
import { countHandledSubmissions } from '../list/handled-submissions.repository.ts';
import type { ExportApp } from './exported-rows.ts';
import {
  findExportToMake,
  type LongExport,
  updateExportFailed,
  updateExportProgress,
  updateExportReady,
  updateExportUnderWay,
} from './exports.repository.ts';
import { writeExport } from './write-export.ts';

export type MakingApp = ExportApp & Pick<App, 'clock' | 'config' | 'storage' | 'texts'>;
export const ExportToMake = z.object({ id: z.uuid() });

const COUNTED_AT_MOST = 10_000_000;
const TOLD_EACH = 2_000;

/**
 * Makes the file of a long list, batch by batch, and keeps it in the storage. A job that a crash cut begins again and
 * writes the same object. What fails is said on its page while the job is tried again. Of what nobody may have any more
 * nothing is made.
 */
export async function makeExport(app: MakingApp, { id }: z.infer<typeof ExportToMake>): Promise<void> {
  const asked = await findExportToMake(app.db, id);
  if (asked === null) return fail(app, id);
  if (!(await app.db.transaction((tx) => updateExportUnderWay(tx, id)))) return;
  const parent = uploadsFolder(app);
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(path.join(parent, 'export-'));
  try {
    const file = path.join(folder, '0');
    const rows = await writeFile(app, asked, file);
    await app.storage.keep(id, file);
    if (!(await app.db.transaction((tx) => updateExportReady(tx, { id, rows })))) await fail(app, id);
  } catch (error) {
    await fail(app, id);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fail({ db, storage }: MakingApp, id: string): Promise<void> {
  if (await db.transaction((tx) => updateExportFailed(tx, id))) await storage.remove(id);
}

/** Returns how many rows the file holds. */
async function writeFile(app: MakingApp, asked: LongExport, file: string): Promise<number> {
  const { id, staffMemberId: agentId, format, query, language } = asked;
  const today = localDateOf(app.clock.now());
  const filter = readHandledFilter(Object.fromEntries(new URLSearchParams(query)));
  const rowsExpected = await countHandledSubmissions(app.db, { agentId, today, filter, atMost: COUNTED_AT_MOST });
  let written = 0;
  const tell = (rowsWritten: number) =>
    app.db.transaction((tx) => updateExportProgress(tx, { id, rowsExpected, rowsWritten }));
  await tell(0);
  const onRows = async (rows: number) => {
    if (Math.floor(rows / TOLD_EACH) > Math.floor(written / TOLD_EACH)) await tell(rows);
    written = rows;
  };
  const shell = { t: app.texts[language], language };
  const through = new PassThrough();
  try {
    const kept = pipeline(through, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    await Promise.all([writeExport(app, { agentId, today, filter, format, shell, onRows }, through), kept]);
  } finally {
    through.destroy();
  }
  return written;
}
