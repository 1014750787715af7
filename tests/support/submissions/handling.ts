import { formatReference } from '../../../src/domain/numbers/reference.ts';
import { dayFromNow } from '../clocks/days.ts';
import { confirmAddress, signUp } from '../journeys.ts';
import type { TestPortal } from '../portal.ts';
import { insertSubmission, type NewSubmission } from './submitted.ts';

/** A request that Lucie filed; `path` is its address without language and « /admin ». */
export async function filedRequest(portal: TestPortal, wanted: Omit<NewSubmission, 'email'> = {}) {
  const { visitor: lucie, person } = await signUp(portal);
  await confirmAddress(lucie, person);
  const { id, reference } = await insertSubmission(portal.app.db, { email: person.email, ...wanted });
  return { lucie, person, id, reference, path: `/submissions/${formatReference(reference)}` };
}

export type Row = {
  status: string;
  revision: number;
  assignee_id: string | null;
  due_on: Date | null;
  paused_on: Date | null;
  closed_at: Date | null;
  answers: object;
};

/** The row of a submission, as the database names its columns. */
export async function rowOf({ app }: TestPortal, reference: string): Promise<Row> {
  const { rows } = await app.db.pool.query('select * from submissions where reference = $1', [reference]);
  return rows[0];
}

/** The names of what happened to it, in order. */
export async function eventsOf({ app }: TestPortal, id: string): Promise<string[]> {
  const { rows } = await app.db.pool.query('select name from submission_events where submission_id = $1 order by id', [
    id,
  ]);
  return rows.map(({ name }) => name);
}

/** Sends at once the mails about submissions, which otherwise wait a minute. */
export async function hurryNews({ app }: TestPortal): Promise<void> {
  await app.db.pool.query(
    `select graphile_worker.reschedule_jobs(array_agg(jobs.id), run_at := now()) from graphile_worker._private_jobs jobs
     join graphile_worker._private_tasks tasks on tasks.id = task_id where identifier = 'send-submission-news'`,
  );
}

/** Has the commune ask for fields of a request again, by SQL. */
export async function askToComplete(
  { app }: TestPortal,
  id: string,
  asked: { fields: string[]; text?: string },
): Promise<void> {
  await app.db.pool.query(
    `insert into submission_events (submission_id, name, detail) values ($1, 'completion-requested', $2)`,
    [id, JSON.stringify({ text: 'Merci.', ...asked })],
  );
  await app.db.pool.query(
    `update submissions set status = 'to-complete', paused_on = $2, revision = revision + 1 where id = $1`,
    [id, dayFromNow(0)],
  );
}

/** Returns the detail of the last event of that name. */
export async function detailOf({ app }: TestPortal, id: string, name: string): Promise<Record<string, unknown>> {
  const { rows } = await app.db.pool.query(
    'select detail from submission_events where submission_id = $1 and name = $2 order by id desc limit 1',
    [id, name],
  );
  return rows[0]?.detail;
}
