import { open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Manifest = z.strictObject({
  format: z.literal(1),
  /** The moment that the backup shows, as an instant of ISO 8601. */
  takenAt: z.iso.datetime({ offset: true }),
  /** The migrations that had run, in order. */
  migrations: z.array(z.string()),
  tables: z.array(z.strictObject({ name: z.string(), rows: z.number().int(), sha256: Hash })),
  /** The last values of the sequences, by name. */
  sequences: z.record(z.string(), z.string()),
  documents: z.number().int(),
});
/** The content of a backup. Tables have the names of Postgres, such as « public.citizens ». */
export type Manifest = z.infer<typeof Manifest>;

/** Thrown for a folder that is no backup, that was cut short or that is damaged. The message says which. */
export class BackupError extends Error {}

/** Writes the manifest, which makes a folder a backup: whole and durable, or not at all. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const draft = path.join(folder, 'manifest.json.partial');
  const file = await open(draft, 'w');
  try {
    await file.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path.join(folder, 'manifest.json'));
  const directory = await open(folder, 'r');
  await directory.sync().finally(() => directory.close());
}

/** Throws BackupError when the folder holds no whole backup. */
export async function readManifest(folder: string): Promise<Manifest> {
  const file = path.join(folder, 'manifest.json');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new BackupError(`${folder} holds no manifest.json: it is no backup, or one that was cut`);
  });
  const parsed = Manifest.safeParse(parsedJson(text));
  if (!parsed.success) throw new BackupError(`${file} is not what a backup of this portal writes: it is damaged`);
  return parsed.data;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Returns the file of a table of the backup. */
export const tableFile = (folder: string, name: string) => path.join(folder, 'tables', `${name}.copy.gz`);
/** Returns the file of a document of the backup. */
export const documentFile = (folder: string, key: string) => path.join(folder, 'documents', key.slice(0, 2), key);
