import type { App } from '../../../../app.ts';
import { NotFound } from '../../../../domain/not-found.ts';
import type { Transaction } from '../../../../platform/database.ts';
import { addJob } from '../../../../platform/jobs.ts';
import { type Scanner, ScannerUnavailable, type Verdict } from '../../../../platform/scanner/scanner.ts';
import { insertSubmissionEvent } from '../../follow-up/submission-events.repository.ts';
import {
  listPendingDocuments,
  lockOwnerOfDocument,
  type PendingDocument,
  updateVerdict,
} from './pending-documents.repository.ts';

export type ScanApp = Pick<App, 'db' | 'log' | 'scanner' | 'storage'>;
const AT_ONCE = 100;
const IDLE_SECONDS = 60;

/**
 * Asks the scanner again about every document that came while it gave no verdict. One that it cannot judge does not hold up
 * those behind it; a scanner that is away ends the run, and the next one, a minute later, goes on.
 */
export async function scanPendingDocuments(app: ScanApp): Promise<void> {
  const { scanner } = app;
  if (scanner === null) return;
  let after: PendingDocument | null = null;
  for (let found = AT_ONCE; found === AT_ONCE; ) {
    const pending: PendingDocument[] = await listPendingDocuments(app.db, { after, limit: AT_ONCE });
    if (pending.length > 0 && !(await scanner.answers())) return;
    for (const { id } of pending) if (!(await scanOne({ ...app, scanner }, id))) return;
    found = pending.length;
    after = pending.at(-1) ?? null;
  }
}

/** Returns false when the scanner went away. */
async function scanOne(app: ScanApp & { scanner: Scanner }, id: string): Promise<boolean> {
  try {
    const verdict = await app.scanner.scan(await app.storage.open(id), { idleSeconds: IDLE_SECONDS });
    await app.db.transaction((tx) => writeVerdict(tx, id, verdict));
    return true;
  } catch (error) {
    // Taken out since it was listed.
    if (error instanceof NotFound) return true;
    if (!(error instanceof ScannerUnavailable)) throw error;
    app.log.warn({ document: id, reason: error.message }, 'a document waits for the scanner');
    return await app.scanner.answers();
  }
}

/** What was filed already and is found infected is told to its people, on its page and by mail. */
async function writeVerdict(tx: Transaction, id: string, verdict: Verdict): Promise<void> {
  const owner = await lockOwnerOfDocument(tx, id);
  if (owner === null) return;
  const judged = await updateVerdict(tx, { id, owner, state: verdict.clean ? 'clean' : 'infected' });
  if (judged === null || verdict.clean || judged.submissionId === null) return;
  const { submissionId, name } = judged;
  const content = { name: 'document-infected', detail: { documentId: id, name, virus: verdict.name } } as const;
  await insertSubmissionEvent(tx, { submissionId, content, citizenId: null, staffMemberId: null });
  await addJob(tx, {
    name: 'send-document-infected',
    payload: { id: submissionId },
    key: `send-document-infected:${submissionId}`,
    delaySeconds: 60,
  });
}
