import type { App } from '../../../../app.ts';
import { NotFound } from '../../../../domain/not-found.ts';
import { isDatabaseUnavailable, type Transaction } from '../../../../platform/database.ts';
import { Failures } from '../../../../platform/failures.ts';
import { addJob } from '../../../../platform/jobs.ts';
import { type Scanner, ScannerUnavailable, type Verdict } from '../../../../platform/scanner/scanner.ts';
import { insertSubmissionEvent } from '../../follow-up/submission-events.repository.ts';
import {
  findDocumentToScan,
  lockOwnerOfDocument,
  updateNextScan,
  updateVerdict,
} from './pending-documents.repository.ts';

export type ScanApp = Pick<App, 'db' | 'log' | 'scanner' | 'storage'>;
/**
 * A run begins no document after `beginsFor`, and waits for none longer than `perDocument`: it is over before the next
 * minute asks for another.
 */
export type ScanPace = { beginsFor: number; perDocument: number };
const SECONDS: ScanPace = { beginsFor: 10, perDocument: 40 };
/** More than that do not fail each for a reason of its own: the rest waits until the next run. */
const MOST_FAILURES = 50;

type Run = ScanApp & { scanner: Scanner; perDocument: number; failures: Failures };

/**
 * Asks the scanner again about the documents that came while it gave no verdict. One that gets none, or whose content cannot
 * be read, does not hold up those behind it; a scanner that is away ends the run, and the next one, a minute later, goes on.
 * At the end, throws an AggregateError that names every failure.
 */
export async function scanPendingDocuments(app: ScanApp, { beginsFor, perDocument } = SECONDS): Promise<void> {
  const { db, log, scanner, storage } = app;
  if (scanner === null) return;
  const failures = new Failures();
  const run: Run = { db, log, scanner, storage, perDocument, failures };
  const lastBegin = performance.now() + beginsFor * 1_000;
  let id = await findDocumentToScan(db);
  let goesOn = id !== null && (await scanner.answers());
  while (id !== null && goesOn) {
    goesOn = (await scanOne(run, id)) && failures.size < MOST_FAILURES && performance.now() < lastBegin;
    if (goesOn) id = await findDocumentToScan(db);
  }
  failures.throwIfAny('not scanned');
}

/** Returns false when the scanner went away. */
async function scanOne(run: Run, id: string): Promise<boolean> {
  const { db, log, scanner, failures } = run;
  try {
    const signal = AbortSignal.timeout(run.perDocument * 1_000);
    const verdict = await scanner.scan(await run.storage.open(id), { idleSeconds: run.perDocument, signal });
    await db.transaction((tx) => writeVerdict(tx, id, verdict));
    return true;
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error;
    const silent = error instanceof ScannerUnavailable;
    if (silent) log.warn({ document: id, reason: error.message }, 'a document waits for the scanner');
    if (silent && !(await scanner.answers())) return false;
    // A document that was removed since it was found is no failure.
    const waits = await db.transaction((tx) => updateNextScan(tx, id));
    if (waits && !silent) failures.add(id, lostOr(error));
    return true;
  }
}

function lostOr(error: unknown): unknown {
  return error instanceof NotFound ? new Error('its content is not in the storage', { cause: error }) : error;
}

/**
 * Writes a verdict. An infected document that the people filed is told to them on the page of the request and by mail.
 * One that the staff sent is told to the staff alone, on the page, as the people can neither clean that device nor send
 * another.
 */
async function writeVerdict(tx: Transaction, id: string, verdict: Verdict): Promise<void> {
  const owner = await lockOwnerOfDocument(tx, id);
  if (owner === null) return;
  const judged = await updateVerdict(tx, { id, owner, state: verdict.clean ? 'clean' : 'infected' });
  if (judged === null || verdict.clean || judged.submissionId === null) return;
  const { submissionId, name, ofStaff } = judged;
  const content = { name: 'document-infected', detail: { documentId: id, name, virus: verdict.name } } as const;
  await insertSubmissionEvent(tx, { submissionId, content, by: { kind: 'portal' } });
  if (ofStaff) return;
  await addJob(tx, {
    name: 'send-document-infected',
    payload: { id: submissionId },
    key: `send-document-infected:${submissionId}`,
    delaySeconds: 60,
  });
}
