import { randomUUID } from 'node:crypto';
import { formatReference } from '../../../src/domain/numbers/reference.ts';
import type { Fate } from '../../../src/features/admin/retention/fates.ts';
import { judgeRun } from '../../../src/features/admin/retention/judge-run.ts';
import { proposeRun } from '../../../src/features/admin/retention/propose-run.ts';
import { type TestPortal, untilNoJobs } from '../portal.ts';
import { actorOf, addColleague, type Colleague } from '../staff.ts';
import { attachDocument } from '../submissions/documents.ts';
import { insertIssued } from '../submissions/issued.ts';
import { insertSubmission, type NewSubmission } from '../submissions/submitted.ts';

/** The requests of this démarche are to be destroyed after their retention. */
export const DUE_SLUG = 'e-bike-grant';
/** The requests of this démarche are to be transferred to the archives after their retention. */
export const TRANSFER = { slug: 'town-planning-information', fate: 'transfer' } as const;
export const PROPOSAL = `/fr/admin/retention/proposal?procedure=${DUE_SLUG}&fate=destroy`;
export const AUTHORISATION = 'Tableau de tri 2019, rubrique 4.2';

type Full = { code?: string; slug?: string };

/** Files a request that was closed sixty years ago. */
export async function insertDue({ app }: TestPortal, wanted: NewSubmission) {
  const filed = await insertSubmission(app.db, { slug: DUE_SLUG, status: 'delivered', ...wanted });
  await app.db.pool.query(`update submissions set closed_at = now() - interval '60 years' where id = $1`, [filed.id]);
  return { ...filed, written: formatReference(filed.reference) };
}

/**
 * Inserts a due request with all that one can hold: answers, messages, notes, mails, an attachment and an issued
 * document.
 */
export async function insertFullDue(portal: TestPortal, email: string, { code, slug = DUE_SLUG }: Full = {}) {
  const due = await insertDue(portal, { email, slug, answers: { motive: 'Vélo cargo pour Joséphine' } });
  const attachment = await attachDocument(portal.app, due.reference);
  const issued = await insertIssued(portal.app, due.reference, code === undefined ? {} : { code });
  const { rows } = await portal.app.db.pool.query(
    `with message as (
       insert into submission_messages (submission_id, text) values ($1, 'Joséphine a déménagé') returning id
     ), note as (
       insert into submission_notes (submission_id, staff_member_id, text)
       select $1, staff_member_id, 'Joséphine est connue' from issued_documents where submission_id = $1
     ), mail as (
       insert into mail_deliveries (job_id, kind, email, submission_id, asked_at, state)
       values ((random() * 1e15)::bigint, 'submission-news', 'josephine@example.org', $1, now(), 'handed-over')
     )
     insert into submission_events (submission_id, name, detail)
     values ($1, 'closed', '{"reason": "Joséphine a renoncé"}'),
       ($1, 'payment-received', '{"receivedOn": "1965-01-02", "amountCents": 500}') returning id`,
    [due.id],
  );
  return { ...due, attachment, issued, events: rows.length };
}

const DESTRUCTION = { slug: DUE_SLUG, fate: 'destroy' } as const;

/** Proposes to destroy what is due, or to transfer it. Returns the id of the run. */
export async function proposeDue(
  portal: TestPortal,
  colleague: Colleague,
  asked: { slug: string; fate: Fate } = DESTRUCTION,
): Promise<string> {
  const run = randomUUID();
  const by = await actorOf(portal, colleague);
  const outcome = await proposeRun(portal.app, { id: run, ...asked, authorisation: AUTHORISATION, by });
  if (outcome !== 'proposed') throw new Error(outcome);
  return run;
}

/** A run of what is due for the archives, as two others have proposed and confirmed it, and as a job has packed it. */
export async function packedRun(portal: TestPortal): Promise<string> {
  const [proposer, judge] = [await addColleague(portal, 'administrator'), await addColleague(portal, 'administrator')];
  const run = await proposeDue(portal, proposer, TRANSFER);
  const by = await actorOf(portal, judge);
  if ((await judgeRun(portal.app, { id: run, refusal: null, by })) !== 'judged') throw new Error('not judged');
  await untilNoJobs(portal);
  return run;
}

/** A run without requests that is done, by SQL. Returns its id. */
export async function insertDoneRun({ app }: TestPortal, proposedBy: string, judgedBy: string): Promise<string> {
  const [run, at] = [randomUUID(), new Date()];
  const act = (name: string) => ({ name, at: at.toISOString() });
  const certificate = {
    format: 1,
    run,
    commune: 'Schaerbeek',
    procedure: DUE_SLUG,
    fate: 'destroy',
    authorisation: AUTHORISATION,
    proposed: act('Sofia Rossi'),
    confirmed: act('Jeanne Claes'),
    doneAt: at.toISOString(),
    counts: { destroyed: 0, kept: 0, documents: 0, bytes: 0 },
    destroyed: [],
    kept: [],
  };
  await app.db.pool.query(
    `insert into retention_runs (id, slug, fate, status, authorisation, proposed_by, proposed_by_name, judged_by,
       judged_by_name, judged_at, done_at, certificate)
     values ($1, $2, 'destroy', 'done', $3, $4, 'Sofia Rossi', $5, 'Jeanne Claes', $6, $6, $7)`,
    [run, DUE_SLUG, AUTHORISATION, proposedBy, judgedBy, at, JSON.stringify(certificate)],
  );
  return run;
}
