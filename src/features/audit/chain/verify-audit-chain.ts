import { daysAfter } from '../../../domain/working-days.ts';
import type { Db } from '../../../platform/database.ts';
import { type AuditSeal, listAuditSeals } from './audit-seals.repository.ts';
import { hashAuditRows, NOTHING_SEALED } from './hash-audit-rows.ts';

/** A hash that was printed, to be compared with that of the table, which somebody may have written anew. */
export type PrintedSeal = Pick<AuditSeal, 'day' | 'hash'>;
export type Verified =
  | { agrees: true; days: number; last: AuditSeal | null }
  /** `day` is the first day whose rows, or whose place in the chain, disagree with its seal. */
  | { agrees: false; day: string; why: 'rows' | 'missing-day' | 'printed' };

const SEALS_A_BATCH = 366;

/**
 * Computes every seal again from the rows, from the first day on, and compares it with the stored one. With `printed`,
 * it also compares the stored hash of that day with the printed one.
 */
export async function verifyAuditChain(db: Db, printed: PrintedSeal | null): Promise<Verified> {
  let last: AuditSeal | null = null;
  let days = 0;
  for (;;) {
    const seals: AuditSeal[] = await listAuditSeals(db, { after: last?.day ?? null, limit: SEALS_A_BATCH });
    for (const seal of seals) {
      const why = await disagreement(db, seal, { last, printed });
      if (why !== null) return { agrees: false, ...why };
      last = seal;
      days += 1;
    }
    if (seals.length < SEALS_A_BATCH) break;
  }
  if (printed !== null && (last === null || last.day < printed.day)) {
    return { agrees: false, day: printed.day, why: 'missing-day' };
  }
  return { agrees: true, days, last };
}

type Before = { last: AuditSeal | null; printed: PrintedSeal | null };

async function disagreement(
  db: Db,
  { day, lastId, hash, events }: AuditSeal,
  { last, printed }: Before,
): Promise<Omit<Extract<Verified, { agrees: false }>, 'agrees'> | null> {
  const expected = last === null ? day : daysAfter(last.day, 1);
  if (day !== expected) return { day: expected, why: 'missing-day' };
  const computed = await hashAuditRows(db, { day, lastId, previous: last ?? NOTHING_SEALED });
  if (computed.hash !== hash || computed.events !== events) return { day, why: 'rows' };
  return printed?.day === day && printed.hash !== hash ? { day, why: 'printed' } : null;
}
