import type { Transaction } from '../../../platform/database.ts';
import { forgetMailsOfSubmission } from '../../notifications/deliveries/forget-mails-of-submission.ts';
import { deleteDocumentsOfSubmission } from './destroyed-documents.repository.ts';
import {
  deleteWritingsOfSubmission,
  updateEventsEmptied,
  updateSubmissionDestroyed,
} from './destroyed-submissions.repository.ts';

/**
 * Destroys what a submission holds. What stays says that it was filed, when, what happened to it and how it ended, as the
 * archives law asks. The caller has locked it, has found it due, and has written that a confirmed run destroys it.
 */
export async function destroySubmission(tx: Transaction, submission: { id: string; archived: boolean }): Promise<void> {
  await deleteDocumentsOfSubmission(tx, submission.id);
  await deleteWritingsOfSubmission(tx, submission.id);
  await forgetMailsOfSubmission(tx, submission.id);
  await updateSubmissionDestroyed(tx, submission);
  await updateEventsEmptied(tx, submission.id);
}
