import { silentProgress } from '../../platform/files/progress.ts';
import { ExtractError, type ExtractFiles, getExtractFile } from './extract-files.ts';
import { metaLayout } from './kbo-layouts.ts';
import { dateOf } from './kbo-values.ts';
import { newFileReport, readRows } from './read-rows.ts';

/** `snapshotDate` (yyyy-mm-dd) is the day whose register, at midnight, the extract holds. */
export type Extract = { number: number; kind: 'full' | 'update'; snapshotDate: string };

/** Returns what the extract says about itself in meta.csv. Throws ExtractError for a missing or wrong value. */
export async function readExtractMeta(files: ExtractFiles): Promise<Extract> {
  const file = getExtractFile(files, 'meta.csv');
  const found = new Map<string, string>();
  const reading = { file, layout: metaLayout, progress: silentProgress };
  for await (const rows of readRows(reading, newFileReport(file.name))) {
    for (const [variable, value] of rows) found.set(variable ?? '', value ?? '');
  }
  const read = (variable: string) => found.get(variable) ?? '';
  const kind = read('ExtractType').toLowerCase();
  if (kind !== 'full' && kind !== 'update') throw wrong('ExtractType', read('ExtractType'), 'full or update');
  const number = Number(read('ExtractNumber'));
  if (!Number.isInteger(number) || number < 1) throw wrong('ExtractNumber', read('ExtractNumber'), 'a number');
  const snapshotDate = dateOf(read('SnapshotDate'));
  if (snapshotDate === null) throw wrong('SnapshotDate', read('SnapshotDate'), 'a date dd-mm-yyyy');
  return { number, kind, snapshotDate };
}

function wrong(variable: string, found: string, wanted: string): ExtractError {
  return new ExtractError(`meta.csv: ${variable} is « ${found} », it should be ${wanted}`);
}
