import { z } from 'zod';
import type { EnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';
import { type Db, sql, type Transaction } from '../../platform/database.ts';
import type { Extract } from './extract-meta.ts';
import {
  type CodeLanguage,
  REGISTRY_LANGUAGES,
  type RegistryCode,
  type RegistryLanguage,
} from './registry-languages.ts';
import { chooseRegistryName } from './registry-name.ts';

const RegistryName = z.strictObject({
  language: z.enum(REGISTRY_LANGUAGES).nullable(),
  type: z.string(),
  name: z.string(),
});
const RegistryRow = z.strictObject({
  registryTypeOfEnterprise: z.string(),
  registryLegalForm: z.string().nullable(),
  registryLegalFormName: z.string().nullable(),
  registryNames: z.array(RegistryName),
});
/**
 * `registryName` is chosen among `registryNames`, and null when there are none. The legal form is a code of the
 * register; `registryLegalFormName` is the register's own name for it.
 */
export type RegistryEnterprise = z.output<typeof RegistryRow> & { registryName: string | null };

/**
 * Returns what the register holds about a number. Returns null when it does not have it, or was never imported.
 * `language` chooses among the names.
 */
export async function findRegistryEnterprise(
  db: Db,
  enterpriseNumber: EnterpriseNumber,
  language: RegistryLanguage = 'fr',
): Promise<RegistryEnterprise | null> {
  const found = await db.maybe(
    RegistryRow,
    sql`
    select e.type_of_enterprise as "registryTypeOfEnterprise", e.legal_form as "registryLegalForm",
      (select c.description from register_codes c
        where c.category = 'JuridicalForm' and c.code = e.legal_form
        order by c.language <> ${language}::text, c.language <> 'fr', c.language limit 1) as "registryLegalFormName",
      coalesce((select json_agg(json_build_object('language', l.language, 'type', n.type, 'name', n.name)
          order by n.type, n.language_code, n.name)
        from register_names n left join register_languages l on l.code = n.language_code
        where n.enterprise_number = e.enterprise_number), '[]') as "registryNames"
    from register_enterprises e where e.enterprise_number = ${enterpriseNumber}`,
  );
  return found === null ? null : { ...found, registryName: chooseRegistryName(found.registryNames, language) };
}

const ExtractRow = z.strictObject({
  number: z.number().int(),
  kind: z.enum(['full', 'update']),
  snapshotDate: z.string(),
});

/** Returns the last extract that was imported, or null before the first import. */
export function findLastExtract(db: Db): Promise<Extract | null> {
  return db.maybe(
    ExtractRow,
    sql`select number, kind, snapshot_date::text as "snapshotDate" from register_extracts
    order by number desc, imported_at desc limit 1`,
  );
}

export async function insertExtract(tx: Transaction, { number, kind, snapshotDate }: Extract): Promise<void> {
  await tx.run(sql`
    insert into register_extracts (number, kind, snapshot_date, imported_at)
    values (${number}, ${kind}, ${snapshotDate}, clock_timestamp())
    on conflict (number, kind) do update
    set snapshot_date = excluded.snapshot_date, imported_at = excluded.imported_at`);
}

/** Replaces the whole table of codes. A code given twice keeps its first description. */
export async function updateCodes(
  tx: Transaction,
  codes: readonly RegistryCode[],
  languages: readonly CodeLanguage[],
): Promise<void> {
  await tx.run(sql`delete from register_codes`);
  await tx.run(sql`
    insert into register_codes (category, code, language, description)
    select * from unnest(${codes.map(({ category }) => category)}::text[], ${codes.map(({ code }) => code)}::text[],
      ${codes.map(({ language }) => language)}::text[], ${codes.map(({ description }) => description)}::text[])
    on conflict do nothing`);
  await tx.run(sql`delete from register_languages`);
  await tx.run(sql`
    insert into register_languages (code, language)
    select * from unnest(${languages.map(({ code }) => code)}::text[], ${languages.map(({ language }) => language)}::text[])`);
}

/** Returns how many enterprises and names the register holds. */
export function countRegister(db: Db): Promise<{ enterprises: number; names: number }> {
  const Size = z.strictObject({ enterprises: z.number().int(), names: z.number().int() });
  return db.one(
    Size,
    sql`
    select (select count(*)::int from register_enterprises) as enterprises,
      (select count(*)::int from register_names) as names`,
  );
}
