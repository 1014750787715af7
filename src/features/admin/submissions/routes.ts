import type { App } from '../../../app.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import { actPage } from './acts/act.page.ts';
import { assignment } from './acts/assignment.ts';
import { closing } from './acts/closing.ts';
import { completeFile } from './acts/complete-file.ts';
import { completionRequest } from './acts/completion-request.ts';
import { decision } from './acts/decision.ts';
import { payment } from './acts/payment.ts';
import { reopening } from './acts/reopening.ts';
import { batchPage } from './batch/batch.page.ts';
import { staffDocumentPage } from './document.page.ts';
import { issuePage } from './documents/issue.page.ts';
import { staffIssuedPage } from './documents/issued.page.ts';
import { exportPage } from './export/export.page.ts';
import { exportFilePage, longExportPage } from './export/long-export.page.ts';
import { submissionsPage } from './list/submissions.page.ts';
import { messagePage } from './messages/message.page.ts';
import { nationalNumbersPage } from './national-numbers/national-numbers.page.ts';
import { notePage } from './notes/note.page.ts';
import { staffReceiptPage } from './receipt.page.ts';
import { newViewPage, savedViewPage } from './saved-views/saved-view.page.ts';
import { submissionPage } from './submission.page.ts';
import { takeOverPage } from './take-over/take-over.page.ts';

type AgentApp = App & { procedures: Procedures };

/** The pages with which agents handle requests, by their names in `staff-pages.ts`. */
export function agentPages(app: AgentApp) {
  return {
    ...listPages(app),
    submission: submissionPage(app),
    ...actPages(app),
    issue: issuePage(app),
    issued: staffIssuedPage(app),
    document: staffDocumentPage(app),
    receipt: staffReceiptPage(app),
    nationalNumbers: nationalNumbersPage(app),
    message: messagePage(app),
    note: notePage(app),
  };
}

/** Returns the pages of the agents' list and of what is done with the whole list. */
function listPages(app: AgentApp) {
  return {
    submissions: submissionsPage(app),
    batch: batchPage(app),
    takeOver: takeOverPage(app),
    exportXlsx: exportPage(app, 'xlsx'),
    exportCsv: exportPage(app, 'csv'),
    longExport: longExportPage(app),
    exportFile: exportFilePage(app),
    newView: newViewPage(app),
    savedView: savedViewPage(app),
  };
}

/** Returns the pages of the acts on a submission, each with a form of its own. */
function actPages(app: AgentApp) {
  return {
    assignment: actPage(app, assignment(app)),
    completionRequest: actPage(app, completionRequest(app)),
    payment: actPage(app, payment(app)),
    decision: actPage(app, decision),
    closing: actPage(app, closing),
    reopening: actPage(app, reopening),
    completeFile: actPage(app, completeFile(app)),
  };
}
