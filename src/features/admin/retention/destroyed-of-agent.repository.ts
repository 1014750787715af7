import { z } from 'zod';
import { type Db, sql } from '../../../platform/database.ts';
import { Submission } from '../../submissions/submission.ts';

const DestroyedOfAgent = Submission.pick({
  reference: true,
  slug: true,
  version: true,
  department: true,
  status: true,
  filedAt: true,
}).extend({
  closedAt: z.date(),
  destroyedAt: z.date(),
  /** True when the archives received the request before; `receipt` is then their receipt. */
  archived: z.boolean(),
  receipt: z.string().nullable(),
  /** The run that destroyed the request. The names are those of its day. */
  runId: z.uuid(),
  authorisation: z.string(),
  proposedByName: z.string(),
  proposedAt: z.date(),
  judgedByName: z.string(),
  judgedAt: z.date(),
});
/** The facts that remain of a destroyed request, for the department that handled it. */
export type DestroyedOfAgent = z.infer<typeof DestroyedOfAgent>;

/** Returns null for a request that is not destroyed, or is of a department that the agent does not work for. */
export function findDestroyedOfAgent(
  db: Db,
  { reference, agentId }: { reference: string; agentId: string },
): Promise<DestroyedOfAgent | null> {
  return db.maybe(
    DestroyedOfAgent,
    sql`
    select reference, submissions.slug, version, department, submissions.status, filed_at as "filedAt", closed_at as "closedAt",
      destroyed_at as "destroyedAt", archived, receipt, run.id as "runId", authorisation,
      proposed_by_name as "proposedByName", proposed_at as "proposedAt", judged_by_name as "judgedByName",
      judged_at as "judgedAt"
    from submissions
    join staff_departments using (department)
    join staff_members on staff_members.id = staff_member_id and 'agent' = any (roles) and staff_members.status = 'active'
    join retention_run_submissions line on line.submission_id = submissions.id and line.outcome = 'destroyed'
    join retention_runs run on run.id = line.run_id
    where reference = ${reference} and staff_members.id = ${agentId} and destroyed_at is not null`,
  );
}
