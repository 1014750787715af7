import type { App } from '../../../../app.ts';
import { localDateOf } from '../../../../domain/local-date.ts';
import {
  listFailedMailsOfSubmission,
  type MailDelivery,
} from '../../../notifications/deliveries/mail-deliveries.repository.ts';
import { findOrganisation } from '../../../profiles/organisation/organisations.repository.ts';
import { findStaffName } from '../../../staff/staff-members.repository.ts';
import {
  type EarlierSubmission,
  listEarlierSubmissions,
} from '../../../submissions/follow-up/submissions.repository.ts';
import type { IssuedDocument } from '../../../submissions/issued/issued-document.ts';
import { listIssuedDocuments } from '../../../submissions/issued/issued-documents.repository.ts';
import type { SubmissionMessage } from '../../../submissions/messages/message.ts';
import { listMessages } from '../../../submissions/messages/messages.repository.ts';
import type { Submission } from '../../../submissions/submission.ts';
import { listNotes, type Note } from '../notes/notes.repository.ts';
import type { Around } from './staff-facts.ts';

/** The facts shown around a submission on the agents' page. */
export type Overview = {
  around: Around;
  issued: readonly IssuedDocument[];
  messages: readonly SubmissionMessage[];
  notes: readonly Note[];
  /** The mails that did not reach the citizen. */
  failedMails: readonly MailDelivery[];
  earlier: readonly EarlierSubmission[];
};

export async function readOverview(
  { db, clock }: Pick<App, 'db' | 'clock'>,
  submission: Submission,
  agentId: string,
): Promise<Overview> {
  const { id, assigneeId, enterpriseNumber, citizenId } = submission;
  const organisation = enterpriseNumber === null ? null : await findOrganisation(db, enterpriseNumber);
  return {
    around: {
      assignee: assigneeId === null ? null : await findStaffName(db, assigneeId),
      state: organisation?.state ?? null,
      today: localDateOf(clock.now()),
    },
    issued: await listIssuedDocuments(db, id),
    messages: await listMessages(db, id),
    failedMails: citizenId === null ? [] : await listFailedMailsOfSubmission(db, { submissionId: id, citizenId }),
    notes: await listNotes(db, id),
    earlier: await listEarlierSubmissions(db, { submission, agentId }),
  };
}
