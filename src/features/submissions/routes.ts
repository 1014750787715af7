import { Router } from 'express';
import type { App } from '../../app.ts';
import { publicPage } from '../../web/page/public-page.ts';
import { below, type DocumentPath } from '../../web/pipeline/document-paths.ts';
import { signedInOnly } from '../accounts/guard.ts';
import { RESERVED_STEPS } from '../procedures/definition/reserved-steps.ts';
import type { Procedures } from '../procedures/versions/procedures.ts';
import { readInterruptedForm, receiveDocuments, receiveForSubmission } from './attachments/document-routes.ts';
import { draftDocumentPage } from './attachments/draft-document.page.ts';
import { submissionDocumentPage } from './attachments/submission-document.page.ts';
import { completionPage } from './completion/completion.page.ts';
import { copyPage } from './copy/copy.page.ts';
import { correctionPage } from './correction/correction.page.ts';
import { destroyedPage } from './destruction/destroyed.page.ts';
import { beginDraftPage } from './draft/begin-draft.page.ts';
import { deletionPage, leadFromDeleted } from './draft/deletion.page.ts';
import { profilePage } from './draft/profile/profile.page.ts';
import { resumePage } from './draft/resume.page.ts';
import { autosavePage } from './draft/step/autosave.page.ts';
import { stepPage } from './draft/step/step.page.ts';
import { beginAsGuestPage } from './filer/begin-as-guest.page.ts';
import { filersOnly } from './filer/guard.ts';
import { checkPage } from './filing/check.page.ts';
import { leadToSubmission } from './filing/guard.ts';
import { submissionPage } from './follow-up/submission.page.ts';
import { issuedDocumentPage } from './issued/issued-document.page.ts';
import { messagePage } from './messages/message.page.ts';
import { receiptPage } from './receipt/receipt.page.ts';
import { verificationPage } from './verification/verification.page.ts';
import { withdrawalPage } from './withdrawal/withdrawal.page.ts';

// The forms about a submission that bring documents.
const MESSAGES = '/submissions/:reference/messages';
const COMPLETION = '/submissions/:reference/completion';
const CORRECTION = '/submissions/:reference/correction';
const ABOUT_SUBMISSION = [MESSAGES, COMPLETION, CORRECTION];
const STEP = '/:draft/:step';
/** The addresses of `draftPages` whose forms bring documents: each step of a draft, below whatever path it stands. */
export const DRAFT_DOCUMENT_PATHS: readonly DocumentPath[] = [{ path: STEP, except: RESERVED_STEPS }];
/** The addresses of `submissionRoutes` whose forms bring documents. */
export const SUBMISSION_DOCUMENT_PATHS: readonly DocumentPath[] = [
  ...below('/drafts', DRAFT_DOCUMENT_PATHS),
  ...ABOUT_SUBMISSION.map((path) => ({ path })),
];

/** Under `/{language}`, all but the verification of a document behind the guard: what people fill in and file. */
export function submissionRoutes(app: App, procedures: Procedures): Router {
  const drafts = { ...app, procedures };
  const guest = beginAsGuestPage(drafts);
  const begin = beginDraftPage(drafts);
  const message = messagePage(drafts);
  const withdrawal = withdrawalPage(drafts);
  const copy = copyPage(drafts);
  const verification = verificationPage(drafts);
  const completion = completionPage(drafts);
  const correction = correctionPage(drafts);
  return Router({ mergeParams: true })
    .get('/verification', publicPage('submissions:verification.introduction'), verification.get)
    .post('/verification', verification.post)
    .get('/verification/:code', verification.getCode)
    .get('/procedures/:slug/drafts', guest.get, begin.get)
    .post('/procedures/:slug/drafts', guest.post, begin.signInFirst, signedInOnly(app), begin.post)
    .use('/drafts', readInterruptedForm(app), filersOnly(app), draftPages(app, procedures))
    .get('/submissions/:reference', filersOnly(app), destroyedPage(drafts).get, submissionPage(drafts).get)
    .use(ABOUT_SUBMISSION, readInterruptedForm(app), filersOnly(app), receiveForSubmission(app))
    .get(MESSAGES, message.get)
    .post(MESSAGES, message.post)
    .get(COMPLETION, completion.get)
    .post(COMPLETION, completion.post)
    .get(CORRECTION, correction.get)
    .post(CORRECTION, correction.post)
    .get('/submissions/:reference/withdrawal', filersOnly(app), withdrawal.get)
    .post('/submissions/:reference/withdrawal', filersOnly(app), withdrawal.post)
    .get('/submissions/:reference/copy', filersOnly(app), copy.get)
    .post('/submissions/:reference/copy', filersOnly(app), copy.post)
    .get('/submissions/:reference/documents/:document', filersOnly(app), submissionDocumentPage(drafts).get)
    .get('/submissions/:reference/issued/:document', filersOnly(app), issuedDocumentPage(drafts).get)
    .get('/submissions/:reference/receipt.pdf', filersOnly(app), receiptPage(drafts).get);
}

/** The pages of a draft, behind a guard that says who fills it in: also those of the desk. */
export function draftPages(app: App, procedures: Procedures): Router {
  const drafts = { ...app, procedures };
  const step = stepPage(drafts);
  const check = checkPage(drafts);
  const deletion = deletionPage(drafts);
  const profile = profilePage(drafts);
  return Router({ mergeParams: true })
    .get('/:draft', resumePage(drafts).get)
    .get('/:draft/check', check.get)
    .post('/:draft/check', check.post)
    .get('/:draft/deletion', deletion.get)
    .post('/:draft/deletion', deletion.post)
    .use('/:draft/deletion', leadFromDeleted(app))
    .get('/:draft/profile', profile.get)
    .post('/:draft/profile', profile.post)
    .get('/:draft/documents/:document', draftDocumentPage(drafts).get)
    .get(STEP, step.get)
    .post(STEP, receiveDocuments(drafts), autosavePage(drafts).post, step.post)
    .use('/:draft', leadToSubmission(app));
}
