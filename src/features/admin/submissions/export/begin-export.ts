import type { App } from '../../../../app.ts';
import type { Language } from '../../../../domain/language.ts';
import type { Transaction } from '../../../../platform/database.ts';
import { addJob } from '../../../../platform/jobs.ts';
import { insertAuditEvent } from '../../../audit/audit-events.repository.ts';
import type { StaffActor } from '../../../staff/signed-in-staff.ts';
import { type HandledFilter, handledQuery } from '../list/handled-filter.ts';
import { countHandledSubmissions } from '../list/handled-submissions.repository.ts';
import {
  countExportsUnderWay,
  deleteExport,
  type ExportFormat,
  insertExport,
  lockExportsOf,
} from './exports.repository.ts';

/** What is sent at once. A longer list is made into a file in the background. */
export const SENT_AT_ONCE = 20_000;
export const UNDER_WAY_AT_MOST = 3;

type Export = { by: StaffActor; today: string; filter: HandledFilter; format: ExportFormat; language: Language };
export type Begun = { outcome: 'at-once' } | { outcome: 'long'; id: string } | { outcome: 'too-many' };

/**
 * Writes to the audit log that somebody takes this list away, before its first row leaves. A long one becomes a job;
 * `too-many`: as many as one person may have are under way.
 */
export function beginExport({ db }: Pick<App, 'db'>, asked: Export): Promise<Begun> {
  const { by, today, filter } = asked;
  return db.transaction(async (tx) => {
    const rows = await countHandledSubmissions(tx, { agentId: by.id, today, filter, atMost: SENT_AT_ONCE + 1 });
    if (rows > SENT_AT_ONCE) return beginLongExport(tx, asked);
    await insertAuditEvent(tx, {
      name: 'submissions-exported',
      staffMemberId: by.id,
      network: by.network,
      details: { rows, query: handledQuery(filter) },
    });
    return { outcome: 'at-once' };
  });
}

async function beginLongExport(tx: Transaction, { by, filter, format, language }: Export): Promise<Begun> {
  const query = handledQuery(filter);
  await lockExportsOf(tx, by.id);
  const { id, isNew } = await insertExport(tx, { agentId: by.id, format, query, language });
  if (!isNew) return { outcome: 'long', id };
  if ((await countExportsUnderWay(tx, by.id)) > UNDER_WAY_AT_MOST) {
    await deleteExport(tx, id);
    return { outcome: 'too-many' };
  }
  await addJob(tx, { name: 'make-export', payload: { id }, key: `export-${id}` });
  const event = { name: 'submissions-export-begun', staffMemberId: by.id, network: by.network } as const;
  await insertAuditEvent(tx, { ...event, details: { export: id, query } });
  return { outcome: 'long', id };
}
