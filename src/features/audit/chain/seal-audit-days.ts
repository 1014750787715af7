import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../../../app.ts';
import { type LocalDate, localDateOf, startOfDay } from '../../../domain/local-date.ts';
import { daysAfter } from '../../../domain/working-days.ts';
import type { Db } from '../../../platform/database.ts';
import {
  type AuditSeal,
  findFirstAuditMoment,
  findLastAuditSeal,
  getAuditEnd,
  getOldestTransaction,
  insertAuditSeal,
} from './audit-seals.repository.ts';
import { hashAuditRows, NOTHING_SEALED, type Sealing } from './hash-audit-rows.ts';

type SealingApp = Pick<App, 'clock' | 'db'>;

/**
 * Seals, in order, every past day in Brussels that has no seal yet, those of nights on which the job did not run
 * included. Returns how many days it sealed.
 */
export async function sealAuditDays(app: SealingApp): Promise<number> {
  const today = localDateOf(app.clock.now());
  for (let sealed = 0; ; sealed += 1) {
    const last = await findLastAuditSeal(app.db);
    const day = await dayAfter(app.db, last);
    if (day === null || day >= today || !(await sealDay(app, { day, previous: last ?? NOTHING_SEALED }))) return sealed;
  }
}

/** Returns the next day to seal, or null while the audit log is empty. */
async function dayAfter(db: Db, last: AuditSeal | null): Promise<LocalDate | null> {
  if (last !== null) return daysAfter(last.day, 1);
  const first = await findFirstAuditMoment(db);
  return first === null ? null : localDateOf(first);
}

/** Returns false when another process has just sealed the day. */
async function sealDay({ db }: SealingApp, { day, previous }: Omit<Sealing, 'lastId'>): Promise<boolean> {
  const lastId = await endOf(db, { above: previous.lastId, before: startOfDay(daysAfter(day, 1)) });
  const hashed = await hashAuditRows(db, { day, lastId, previous });
  return db.transaction((tx) => insertAuditSeal(tx, { day, lastId, ...hashed }));
}

const PAUSE_MS = 200;
const WAITED_AT_MOST_MS = 60_000;

/**
 * Returns the id of the last event that the seal of a day covers, once every transaction that could still write a row
 * up to that id has ended: an id is given out before its row can be seen. A row of that day which is written later is
 * covered by the next day's seal. Throws when a transaction goes on for too long; the job is then tried again.
 */
async function endOf(db: Db, asked: { above: string; before: Date }): Promise<string> {
  const { lastId, next } = await getAuditEnd(db, asked);
  for (let waited = 0; BigInt(await getOldestTransaction(db)) < BigInt(next); waited += PAUSE_MS) {
    if (waited >= WAITED_AT_MOST_MS) throw new Error('a transaction has not ended: the audit log is sealed later');
    await pause(PAUSE_MS);
  }
  return lastId;
}
