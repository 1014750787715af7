import type { JobHandlers } from '../../platform/jobs.ts';
import { purge } from '../../platform/postgres/purge.ts';
import type { MailApp } from '../notifications/send-mail.ts';
import { deleteForgottenAttachments } from './amendment/waiting-attachments.repository.ts';
import { type ScanApp, scanPendingDocuments } from './attachments/scanning/scan-pending-documents.ts';
import { DocumentInfected, sendDocumentInfected } from './attachments/scanning/send-document-infected.ts';
import { type SweepApp, sweepDocuments } from './attachments/sweep-documents.ts';
import { SubmissionClaimed, sendSubmissionClaimed } from './claim/send-submission-claimed.ts';
import { deleteOldDrafts } from './draft/drafts.repository.ts';
import type { DraftApp } from './draft/own-draft.ts';
import { DraftReminder } from './draft/reminders/draft-reminder.ts';
import { remindOfClosingDrafts } from './draft/reminders/remind-of-closing-drafts.ts';
import { remindOfIdleDrafts } from './draft/reminders/remind-of-idle-drafts.ts';
import { sendDraftReminder } from './draft/reminders/send-draft-reminder.ts';
import { countFigures } from './figures/count-figures.ts';
import { deleteOldDeskVisits } from './filer/desk-visits.repository.ts';
import { SubmissionFiled, sendSubmissionFiled } from './filing/send-submission-filed.ts';
import { SubmissionNews, sendSubmissionNews } from './handling/send-submission-news.ts';
import { tellOfOverdue } from './handling/tell-of-overdue.ts';

/**
 * Returns the jobs of submissions by name. One of them deletes drafts thirty days after their last change, as the
 * privacy notice says; a mail warns of it before.
 */
export function submissionJobs(app: MailApp & DraftApp & SweepApp & ScanApp): JobHandlers {
  return {
    'tell-of-overdue': () => tellOfOverdue(app),
    'count-figures': () => countFigures(app, 2),
    'count-all-figures': () => countFigures(app, 26),
    'sweep-documents': () => sweepDocuments(app),
    'scan-pending-documents': () => scanPendingDocuments(app),
    'forget-old-drafts': () =>
      purge(app.db, {
        'old drafts': deleteOldDrafts,
        'old visits of the desk': deleteOldDeskVisits,
        'documents that were never sent': deleteForgottenAttachments,
      }),
    'remind-of-idle-drafts': () => remindOfIdleDrafts(app),
    'remind-of-closing-drafts': () => remindOfClosingDrafts(app),
    'send-submission-filed': (payload, job) => sendSubmissionFiled(app, SubmissionFiled.parse(payload), job),
    'send-submission-claimed': (payload, job) => sendSubmissionClaimed(app, SubmissionClaimed.parse(payload), job),
    'send-submission-news': (payload, job) => sendSubmissionNews(app, SubmissionNews.parse(payload), job),
    'send-document-infected': (payload, job) => sendDocumentInfected(app, DocumentInfected.parse(payload), job),
    'send-draft-reminder': (payload, job) => sendDraftReminder(app, DraftReminder.parse(payload), job),
  };
}

/**
 * The scans have a queue of their own, as a scanner that hangs would otherwise hold both places of the runner, and no mail
 * would leave. A key would not do: asked again while it runs, a job with a key becomes two.
 */
export const submissionCrontab = `11 7 * * * tell-of-overdue
29 * * * * count-figures
19 3 * * * count-all-figures
7 4 * * * sweep-documents
* * * * * scan-pending-documents ?queue=scans&priority=10
37 3 * * * forget-old-drafts
43 7 * * * remind-of-idle-drafts
13 * * * * remind-of-closing-drafts`;
