import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import type { Definition } from '../definition/definition.ts';
import {
  insertProcedureVersion,
  listProcedureVersions,
  lockProcedureVersions,
} from './procedure-versions.repository.ts';
import { Procedures } from './procedures.ts';

type Content = { definition: Definition; text: string; digest: Buffer };

/**
 * At start: a definition whose content is in no version yet becomes one. Processes that start at once queue behind a lock
 * and read again behind it, so that a content is published once. Returns the démarches with the version of each.
 */
export async function publishProcedures(
  { db }: Pick<App, 'db'>,
  definitions: readonly Definition[],
): Promise<Procedures> {
  const contents = definitions.map(contentOf);
  const known = numbersOf(await listProcedureVersions(db));
  const versions = contents.every((content) => known.has(keyOf(content))) ? known : await publish(db, contents);
  return new Procedures(
    db,
    contents.map((content) => ({ definition: content.definition, version: versions.get(keyOf(content)) ?? 0 })),
  );
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

/** A definition that was read has its parts in the order of the schema: how its file is laid out changes nothing. */
function contentOf(definition: Definition): Content {
  const text = JSON.stringify(definition);
  return { definition, text, digest: digestOf(text) };
}

const keyOf = ({ definition, digest }: Content): string => `${definition.slug} ${digest.toString('hex')}`;

function numbersOf(published: readonly { slug: string; version: number; digest: string }[]): Map<string, number> {
  return new Map(published.map(({ slug, version, digest }) => [`${slug} ${digest}`, version]));
}
