import type { App } from '../../../../app.ts';
import type { Language } from '../../../../domain/language.ts';
import { addJob } from '../../../../platform/jobs.ts';
import type { StaffActor } from '../../../staff/signed-in-staff.ts';
import { staffAct } from '../../../staff/staff-act.ts';
import { staffOpening } from '../../../staff/staff-opening.ts';
import { type HandledFilter, handledQuery } from '../list/handled-filter.ts';
import { countHandledSubmissions } from '../list/handled-submissions.repository.ts';
import {
  countExportsUnderWay,
  deleteExport,
  type ExportFormat,
  insertExport,
  lockExportsOf,
} from './exports.repository.ts';

/** A list of at most this many rows is sent at once. A longer one is made into a file in the background. */
export const SENT_AT_ONCE = 20_000;
export const UNDER_WAY_AT_MOST = 3;

type Export = { by: StaffActor; today: string; filter: HandledFilter; format: ExportFormat; language: Language };
export type Begun = { outcome: 'at-once' } | { outcome: 'long'; id: string } | { outcome: 'too-many' };

/**
 * Writes to the audit log that somebody takes this list away, before its first row leaves. A long one becomes a job;
 * `too-many`: as many as one person may have are under way.
 */
export async function beginExport(app: Pick<App, 'db'>, asked: Export): Promise<Begun> {
  const { by, today, filter } = asked;
  const short = await staffOpening(app, by, {
    async find(tx) {
      const rows = await countHandledSubmissions(tx, { agentId: by.id, today, filter, atMost: SENT_AT_ONCE + 1 });
      return rows > SENT_AT_ONCE ? null : { rows };
    },
    event: ({ rows }) => ({ name: 'submissions-exported', details: { rows, query: handledQuery(filter) } }),
  });
  return short === null ? beginLongExport(app, asked) : { outcome: 'at-once' };
}

async function beginLongExport(app: Pick<App, 'db'>, { by, filter, format, language }: Export): Promise<Begun> {
  const query = handledQuery(filter);
  let begun: Begun = { outcome: 'too-many' };
  await staffAct(app, by, {
    async lock(tx) {
      await lockExportsOf(tx, by.id);
      return by;
    },
    async act(tx) {
      const { id, isNew } = await insertExport(tx, { agentId: by.id, format, query, language });
      begun = { outcome: 'long', id };
      if (!isNew) return null;
      if ((await countExportsUnderWay(tx, by.id)) > UNDER_WAY_AT_MOST) {
        await deleteExport(tx, id);
        begun = { outcome: 'too-many' };
        return null;
      }
      await addJob(tx, { name: 'make-export', payload: { id }, key: `export-${id}` });
      return { name: 'submissions-export-begun', details: { export: id, query } };
    },
  });
  return begun;
}
