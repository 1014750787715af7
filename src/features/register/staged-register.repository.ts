import { z } from 'zod';
import { sql, type Transaction } from '../../platform/database.ts';
import type { BulkTransaction } from '../../platform/postgres/bulk-load.ts';

const LOCK = 7_103_002;

/**
 * Locks the register against other imports until the transaction ends. Returns false when another import is under way.
 */
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

/** Updates Postgres' statistics, so that it plans the next statements for the rows just staged. */
export async function updateStagedStatistics(tx: Transaction): Promise<void> {
  await tx.run(sql`analyze register_staged_enterprises, register_staged_names, register_staged_deletions`);
}

/**
 * Keeps, of the staged rows of one enterprise, the one with the latest start date, whatever their order. Returns how
 * many rows it deleted.
 */
export function deleteStagedRepeats(tx: Transaction): Promise<number> {
  return tx.run(sql`
    delete from register_staged_enterprises where ctid in (
      select ctid from (
        select ctid, row_number() over (
          partition by enterprise_number order by started_on desc nulls last, type_of_enterprise, legal_form) as nth
        from register_staged_enterprises) as ranked
      where nth > 1)`);
}

/** Deletes the enterprises that a full extract does not hold. Returns how many. */
export function deleteEnterprisesNotStaged(tx: Transaction): Promise<number> {
  return tx.run(sql`
    delete from register_enterprises e where not exists (
      select from register_staged_enterprises s where s.enterprise_number = e.enterprise_number)`);
}

/**
 * Deletes the enterprises that an update extract lists as deleted, except those it inserts again: it lists changed ones
 * in both places. Returns how many.
 */
export function deleteEnterprisesListed(tx: Transaction): Promise<number> {
  return tx.run(sql`
    delete from register_enterprises e
    where enterprise_number in (select enterprise_number from register_staged_deletions where of_what = 'enterprise')
    and not exists (select from register_staged_enterprises s where s.enterprise_number = e.enterprise_number)`);
}

/** Updates the enterprises that differ from their staged row. Equal rows are not written. Returns how many. */
export function updateEnterprisesStaged(tx: Transaction): Promise<number> {
  return tx.run(sql`
    update register_enterprises as known
    set type_of_enterprise = s.type_of_enterprise, legal_form = s.legal_form, started_on = s.started_on
    from register_staged_enterprises s
    where s.enterprise_number = known.enterprise_number
      and (known.type_of_enterprise, known.legal_form, known.started_on)
        is distinct from (s.type_of_enterprise, s.legal_form, s.started_on)`);
}

/**
 * Inserts the enterprises that the register does not hold yet. They are sorted by the key, so that its index grows at
 * its end, which takes a third of the time. Returns how many.
 */
export function insertStagedEnterprises(tx: Transaction): Promise<number> {
  return tx.run(sql`
    insert into register_enterprises (enterprise_number, type_of_enterprise, legal_form, started_on)
    select enterprise_number, type_of_enterprise, legal_form, started_on
    from register_staged_enterprises s
    where not exists (select from register_enterprises e where e.enterprise_number = s.enterprise_number)
    order by enterprise_number`);
}

/** Deletes the staged names of enterprises that the register does not hold. Returns how many. */
export function deleteStagedOrphanNames(tx: Transaction): Promise<number> {
  return tx.run(sql`
    delete from register_staged_names s
    where not exists (select from register_enterprises e where e.enterprise_number = s.enterprise_number)`);
}

/**
 * Deletes the names that a full extract does not hold. Staged names of unknown enterprises are already deleted, so this
 * also deletes the names of deleted enterprises. Returns how many.
 */
export function deleteNamesNotStaged(tx: Transaction): Promise<number> {
  return tx.run(sql`
    delete from register_names n where not exists (
      select from register_staged_names s
      where (s.enterprise_number, s.type, s.language_code, s.name)
        = (n.enterprise_number, n.type, n.language_code, n.name))`);
}

/**
 * Deletes the names that an update extract lists as deleted, and those of the enterprises that it deleted. Returns how
 * many.
 */
export function deleteNamesListed(tx: Transaction): Promise<number> {
  return tx.run(sql`
    delete from register_names n
    where enterprise_number in (select enterprise_number from register_staged_deletions)
    and not exists (
      select from register_staged_names s
      where (s.enterprise_number, s.type, s.language_code, s.name)
        = (n.enterprise_number, n.type, n.language_code, n.name))
    and (
      enterprise_number in (select enterprise_number from register_staged_deletions where of_what = 'names')
      or not exists (select from register_enterprises e where e.enterprise_number = n.enterprise_number))`);
}

/** Inserts the names that the register does not hold yet, sorted by the key as above. Returns how many. */
export function insertStagedNames(tx: Transaction): Promise<number> {
  return tx.run(sql`
    insert into register_names (enterprise_number, type, language_code, name)
    select distinct enterprise_number, type, language_code, name
    from register_staged_names s
    where not exists (
      select from register_names n
      where (n.enterprise_number, n.type, n.language_code, n.name)
        = (s.enterprise_number, s.type, s.language_code, s.name))
    order by enterprise_number, type, language_code, name`);
}

/** Updates Postgres' statistics, so that look-ups are planned well at once and not only after the next autovacuum. */
export async function updateRegisterStatistics(tx: Transaction): Promise<void> {
  await tx.run(sql`analyze register_enterprises, register_names`);
}
