import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';
import { ExternalDefinition, HandledDefinition } from '../definition/definition.ts';

const Published = z.strictObject({ slug: z.string(), version: z.number().int(), digest: z.string() });
/** A version in the database. `digest` is hexadecimal. */
export type Published = z.infer<typeof Published>;

/** Returns every version of every démarche, sorted by slug, the newest version last. */
export function listProcedureVersions(db: Db): Promise<Published[]> {
  return db.many(
    Published,
    sql`select slug, version, encode(digest, 'hex') as digest from procedure_versions order by slug, version`,
  );
}

const Kept = z.strictObject({ definition: z.union([HandledDefinition, ExternalDefinition]) });

/** Returns the definition as it was published in that version. Throws an Error when there is no such version. */
export async function getProcedureVersion(
  db: Db,
  { slug, version }: { slug: string; version: number },
): Promise<z.infer<typeof Kept>['definition']> {
  const { definition } = await db.one(
    Kept,
    sql`select definition from procedure_versions where slug = ${slug} and version = ${version}`,
  );
  return definition;
}

/** Any number of its own among the advisory locks of the portal. */
const PUBLISHING = 7_103_003;

/**
 * Makes another process that publishes wait until this transaction ends. An advisory lock does, as the role that serves
 * may not lock a table that it only inserts into.
 */
export async function lockProcedureVersions(tx: Transaction): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(${PUBLISHING})`);
}

/** Returns the number of the new version: one more than the last of that démarche. */
export async function insertProcedureVersion(
  tx: Transaction,
  { slug, definition, digest }: { slug: string; definition: string; digest: Buffer },
): Promise<number> {
  const { version } = await tx.one(
    z.strictObject({ version: z.number().int() }),
    sql`
    insert into procedure_versions (slug, version, definition, digest)
    values (${slug}, (select coalesce(max(version), 0) + 1 from procedure_versions where slug = ${slug}),
      ${definition}::jsonb, ${digest})
    returning version`,
  );
  return version;
}
