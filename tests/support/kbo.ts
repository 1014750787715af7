import { createWriteStream } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openExtract } from '../../src/features/register/extract-files.ts';
import { type ImportReport, importRegister } from '../../src/features/register/import-register.ts';
import type { Database } from '../../src/platform/database.ts';
import { silentProgress } from '../../src/platform/files/progress.ts';
import { writeZip } from '../../src/platform/files/zip.ts';
import { atTheEnd } from './cleanup.ts';

const SAMPLE = path.resolve(import.meta.dirname, '../../src/dev/kbo-sample');
export type SampleKind = 'full' | 'update';
/** Makes the new content of a file of the sample from its content; null removes the file. */
type Edits = Readonly<Record<string, ((text: string) => string | Buffer) | null>>;

export const sampleFolder = (kind: SampleKind): string => path.join(SAMPLE, kind);

/** Makes a copy of the sample with some files changed, which is removed at the end of the test file. */
export async function editedSample(kind: SampleKind, edits: Edits): Promise<string> {
  const folder = await temporaryFolder();
  await cp(sampleFolder(kind), folder, { recursive: true });
  for (const [name, edit] of Object.entries(edits)) {
    const file = path.join(folder, name);
    if (edit === null) await rm(file);
    else await writeFile(file, edit(await readFile(file, 'utf8')));
  }
  return folder;
}

/** Makes a ZIP of the sample, with its files in a folder, as in some extracts; in several folders when asked. */
export async function zippedSample(kind: SampleKind, folders: readonly string[] = ['KboOpenData']): Promise<string> {
  const zip = path.join(await temporaryFolder(), 'KboOpenData.zip');
  const names = await readdir(sampleFolder(kind));
  const read = async (folder: string, name: string) => ({
    name: `${folder}/${name}`,
    content: await readFile(path.join(sampleFolder(kind), name)),
  });
  const files = folders.flatMap((folder) => names.map((name) => read(folder, name)));
  await writeZip(await Promise.all(files), createWriteStream(zip));
  return zip;
}

export const numbered = (number: number) => (text: string) =>
  text.replace(/"ExtractNumber","\d+"/, `"ExtractNumber","${number}"`);

export async function importFrom(db: Database, place: string) {
  const files = await openExtract(place);
  try {
    return await importRegister({ db, files, progress: silentProgress });
  } finally {
    files.close();
  }
}

/** Imports the sample. Throws when the extract was refused. */
export async function importSample(db: Database, place = sampleFolder('full')): Promise<ImportReport> {
  const result = await importFrom(db, place);
  if (result.outcome !== 'imported') throw new Error(result.outcome);
  return result;
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portal-kbo-'));
  atTheEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
