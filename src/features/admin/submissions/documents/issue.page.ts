import type { Request, Response } from 'express';
import { NotFound } from '../../../../domain/not-found.ts';
import { type FieldError, fieldsOf } from '../../../../web/form/parse.ts';
import { shellOf } from '../../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../../web/page/shell.ts';
import { view } from '../../../../web/page/view.ts';
import { staffActor } from '../../../staff/signed-in-staff.ts';
import type { DocumentRefusal } from '../../../submissions/attachments/keep-document.ts';
import { faultOf, refusalValues, type StorageFault } from '../../../submissions/attachments/refused-documents.ts';
import type { SubmissionApp } from '../../../submissions/follow-up/read-submission.ts';
import { referenceAsked } from '../../../submissions/follow-up/reference-asked.ts';
import { openSubmission } from '../open-submission.ts';
import { receiveHandlingForm } from '../receive-handling-form.ts';
import { carriedRevision, revisionSeen } from '../revision-seen.ts';
import { submissionAddress } from '../submission-address.ts';
import { issueDocument } from './issue-document.ts';
import { issueLetter, type LetterApp } from './issue-letter.ts';
import { ISSUED_DOCUMENT, type IssuePage, issueModel } from './issue-model.ts';

const issueView = view<IssuePage>('admin/submissions/documents/issue');

/**
 * Issues a PDF, uploaded or made by the portal. The citizen finds it on the page of the request, and its code verifies
 * it.
 */
export const issuePage = (app: LetterApp) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, { errors: [], seen: null, late: null }),

  async post(req: Request, res: Response): Promise<void> {
    const { t } = shellOf(res);
    const reference = referenceAsked(req.params['reference']);
    await receiveHandlingForm(app, req, res);
    const received = (res.locals.receivedFiles ?? []).find(({ field }) => field === 'document') ?? null;
    const fields = fieldsOf(req);
    const letter = fields['template'] === 'letter';
    const seen = revisionSeen.parse(fields['version']);
    if (received === null && !letter) {
      const errors = [{ field: 'document', message: t('admin:error.document.missing') }];
      return show(app, res, { errors, seen, late: null });
    }
    const issue = { reference, seen, by: staffActor(res) };
    const outcome =
      letter || received === null ? await issueLetter(app, issue) : await issueDocument(app, { ...issue, received });
    switch (outcome) {
      case 'done':
        return redirectWithNotice(res, { path: submissionAddress(res, reference)(), notice: 'admin:notice.issued' });
      case 'gone':
        throw new NotFound();
      case 'changed':
      case 'refused':
        return show(app, res, { errors: [], seen: null, late: outcome });
      default:
        return refuseFile(app, res, { refusal: outcome, name: received?.name ?? t('admin:issue.letter'), seen });
    }
  },
});

type Shown = {
  errors: readonly FieldError[];
  /** The revision that a refused form was first shown with; null to show the form with the present one. */
  seen: number | null;
  late: 'changed' | 'refused' | null;
  fault?: StorageFault | null;
};

async function show(app: SubmissionApp, res: Response, { errors, seen, late, fault = null }: Shown): Promise<void> {
  const by = staffActor(res);
  const reference = referenceAsked(res.req.params['reference']);
  const opened = await openSubmission(app, { reference, by });
  const back = submissionAddress(res, reference)();
  const version = carriedRevision({ seen, late }, res.locals.interruptedFields, opened.submission.revision);
  const page = issueModel({ opened, staffId: by.id, back, errors, late, version }, shellOf(res));
  issueView.renderForm(res, page, { errors, late: late !== null, status: fault });
}

type Refused = { refusal: DocumentRefusal; name: string; seen: number };

function refuseFile(app: LetterApp, res: Response, { refusal, name, seen }: Refused): Promise<void> {
  const { t } = shellOf(res);
  const values = refusalValues(app, { takes: ISSUED_DOCUMENT, name });
  const errors = [{ field: 'document', message: t(`procedures:problem.document.${refusal}`, values) }];
  return show(app, res, { errors, seen, late: null, fault: faultOf([refusal]) });
}
