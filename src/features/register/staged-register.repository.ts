import { z } from 'zod';
import type { BulkTransaction } from '../../platform/bulk-load.ts';
import { type Db, sql, type Transaction } from '../../platform/database.ts';

const LOCK = 7_103_002;
const Count = z.strictObject({ count: z.coerce.number().int() });

/** False when another import is under way. Held until the transaction ends. */
export async function lockRegister(tx: Transaction): Promise<boolean> {
  const Locked = z.strictObject({ locked: z.boolean() });
  return (await tx.one(Locked, sql`select pg_try_advisory_xact_lock(${LOCK}) as locked`)).locked;
}

export async function deleteStagedRows(tx: Transaction): Promise<void> {
  await tx.run(sql`truncate register_staged_enterprises, register_staged_names, register_staged_deletions`);
}

export function insertEnterprisesToStage(tx: BulkTransaction, text: AsyncIterable<string>): Promise<number> {
  return tx.copy(
    sql`copy register_staged_enterprises (enterprise_number, type_of_enterprise, legal_form, started_on) from stdin`,
    text,
  );
}

export function insertNamesToStage(tx: BulkTransaction, text: AsyncIterable<string>): Promise<number> {
  return tx.copy(sql`copy register_staged_names (enterprise_number, language_code, type, name) from stdin`, text);
}

export function insertDeletionsToStage(tx: BulkTransaction, text: AsyncIterable<string>): Promise<number> {
  return tx.copy(sql`copy register_staged_deletions (of_what, enterprise_number) from stdin`, text);
}

/** So that Postgres plans for what has just been staged. */
export async function updateStagedStatistics(tx: Transaction): Promise<void> {
  await tx.run(sql`analyze register_staged_enterprises, register_staged_names, register_staged_deletions`);
}

/** After a full extract. Their names go with them. */
export function deleteEnterprisesNotStaged(tx: Transaction): Promise<number> {
  return tx.run(sql`
    delete from register_enterprises e where not exists (
      select from register_staged_enterprises s where s.enterprise_number = e.enterprise_number)`);
}

/** After an update extract, which lists as deleted also what it inserts again. Their names go with them. */
export function deleteEnterprisesListed(tx: Transaction): Promise<number> {
  return tx.run(sql`
    delete from register_enterprises e
    where enterprise_number in (select enterprise_number from register_staged_deletions where of_what = 'enterprise')
    and not exists (select from register_staged_enterprises s where s.enterprise_number = e.enterprise_number)`);
}

/** New and changed ones only: what stays the same is not written. */
export function insertStagedEnterprises(tx: Transaction): Promise<number> {
  return tx.run(sql`
    insert into register_enterprises as known (enterprise_number, type_of_enterprise, legal_form, started_on)
    select distinct on (enterprise_number) enterprise_number, type_of_enterprise, legal_form, started_on
    from register_staged_enterprises
    order by enterprise_number, started_on desc nulls last
    on conflict (enterprise_number) do update
    set type_of_enterprise = excluded.type_of_enterprise, legal_form = excluded.legal_form, started_on = excluded.started_on
    where (known.type_of_enterprise, known.legal_form, known.started_on)
      is distinct from (excluded.type_of_enterprise, excluded.legal_form, excluded.started_on)`);
}

export function deleteNamesNotStaged(tx: Transaction): Promise<number> {
  return tx.run(sql`
    delete from register_names n where not exists (
      select from register_staged_names s
      where (s.enterprise_number, s.type, s.language_code, s.name)
        = (n.enterprise_number, n.type, n.language_code, n.name))`);
}

export function deleteNamesListed(tx: Transaction): Promise<number> {
  return tx.run(sql`
    delete from register_names n
    where enterprise_number in (select enterprise_number from register_staged_deletions where of_what = 'names')
    and not exists (
      select from register_staged_names s
      where (s.enterprise_number, s.type, s.language_code, s.name)
        = (n.enterprise_number, n.type, n.language_code, n.name))`);
}

/** Those that are new, of enterprises that the register has. */
export function insertStagedNames(tx: Transaction): Promise<number> {
  return tx.run(sql`
    insert into register_names (enterprise_number, type, language_code, name)
    select s.enterprise_number, s.type, s.language_code, s.name
    from register_staged_names s join register_enterprises e on e.enterprise_number = s.enterprise_number
    on conflict do nothing`);
}

/** Staged names that no enterprise bears. */
export async function countStagedOrphanNames(db: Db): Promise<number> {
  const { count } = await db.one(
    Count,
    sql`select count(*) as count from register_staged_names s
    where not exists (select from register_enterprises e where e.enterprise_number = s.enterprise_number)`,
  );
  return count;
}

/** Staged rows whose enterprise has another one: one of each is kept. */
export async function countStagedRepeats(db: Db): Promise<number> {
  const { count } = await db.one(
    Count,
    sql`select count(*) - count(distinct enterprise_number) as count from register_staged_enterprises`,
  );
  return count;
}

/** So that look-ups are planned well at once, not when autovacuum has passed. */
export async function updateRegisterStatistics(tx: Transaction): Promise<void> {
  await tx.run(sql`analyze register_enterprises, register_names`);
}
