import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import type { Definition } from '../definition/definition.ts';
import { listProcedureSettings } from '../settings/procedure-changes.repository.ts';
import { AS_IN_FILE, type ProcedureSettings, withNotices, withTerms } from '../settings/procedure-settings.ts';
import { forCommune } from './for-commune.ts';
import {
  insertProcedureVersion,
  listProcedureVersions,
  lockProcedureVersions,
} from './procedure-versions.repository.ts';
import { type CurrentProcedure, Procedures } from './procedures.ts';

type Publishing = Pick<App, 'db' | 'commune'>;
type Content = { definition: Definition; text: string; digest: Buffer };
type Procedure = { file: Definition; settings: ProcedureSettings; content: Content };

/**
 * Publishes, when a process starts, each definition whose content is in no version yet. Processes that start at the
 * same time wait for a lock and read the versions again under it, so that no content is published twice. Returns the
 * démarches with the version of each.
 */
export async function publishProcedures(app: Publishing, files: readonly Definition[]): Promise<Procedures> {
  return new Procedures(app.db, files, await publishDefinitions(app, files));
}

/** Reads again what administrators have set, of the démarches or of the commune, after somebody changed it. */
export async function refreshProcedures(app: Publishing, procedures: Procedures): Promise<void> {
  procedures.replace(await publishDefinitions(app, procedures.files));
}

async function publishDefinitions(
  { db, commune }: Publishing,
  files: readonly Definition[],
): Promise<CurrentProcedure[]> {
  const set = new Map((await listProcedureSettings(db)).map(({ slug, settings }) => [slug, settings]));
  const procedures = files.map((written): Procedure => {
    const file = forCommune(written, commune);
    const settings = set.get(file.slug) ?? AS_IN_FILE;
    return { file, settings, content: contentOf(withTerms(file, settings)) };
  });
  const contents = procedures.map(({ content }) => content);
  const known = numbersOf(await listProcedureVersions(db));
  const versions = contents.every((content) => known.has(keyOf(content))) ? known : await publish(db, contents);
  return procedures.map(({ file, settings, content }) => ({
    file,
    definition: withNotices(content.definition, settings),
    version: versions.get(keyOf(content)) ?? 0,
  }));
}

function publish(db: App['db'], contents: readonly Content[]): Promise<Map<string, number>> {
  return db.transaction(async (tx) => {
    await lockProcedureVersions(tx);
    const known = numbersOf(await listProcedureVersions(tx));
    for (const content of contents) {
      if (known.has(keyOf(content))) continue;
      const { definition, text, digest } = content;
      known.set(keyOf(content), await insertProcedureVersion(tx, { slug: definition.slug, definition: text, digest }));
    }
    return known;
  });
}

/**
 * Parsing puts the parts of a definition in the order of the schema, so that the layout of its file does not change the
 * digest.
 */
function contentOf(definition: Definition): Content {
  const text = JSON.stringify(definition);
  return { definition, text, digest: digestOf(text) };
}

const keyOf = ({ definition, digest }: Content): string => `${definition.slug} ${digest.toString('hex')}`;

function numbersOf(published: readonly { slug: string; version: number; digest: string }[]): Map<string, number> {
  return new Map(published.map(({ slug, version, digest }) => [`${slug} ${digest}`, version]));
}
