import type { Request, Response } from 'express';
import { localDateOf } from '../../../domain/local-date.ts';
import { fieldsOf } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { beginDraft } from '../draft/begin-draft.ts';
import { draftsUnderWay, knownDraft, offerDrafts } from '../draft/draft-offer.ts';
import type { DraftApp } from '../draft/own-draft.ts';
import { citizenFilerOf } from '../filer/guard.ts';
import { type OwnHead, ownHead } from '../follow-up/own-head.ts';
import { getOwnSubmission, type ReadSubmission } from '../follow-up/read-submission.ts';
import { referenceAsked } from '../follow-up/reference-asked.ts';
import { submissionPath } from '../follow-up/submission-path.ts';
import { copiedAnswers } from './copied-answers.ts';
import { type CopyObstacle, copyStanding } from './copy-standing.ts';

/** Why a request cannot be made again, and where to ask. */
export type CopyPage = { title: string; head: OwnHead; obstacle: string; contact: OwnPath };
const copyView = view<CopyPage>('submissions/copy/copy');

/** « Refaire cette demande »: begins a draft of the same démarche, as its form stands today, with the answers of before. */
export const copyPage = (app: DraftApp) => ({
  /** A switch of the language on the answer of the form comes here. */
  get(req: Request, res: Response): void {
    const reference = referenceAsked(req.params['reference']);
    res.redirect(303, shellOf(res).at(submissionPath(reference)));
  },

  async post(req: Request, res: Response): Promise<void> {
    const { at, language } = shellOf(res);
    const reference = referenceAsked(req.params['reference']);
    const filer = citizenFilerOf(res);
    const own = await getOwnSubmission(app, { reference, readerId: filer.id });
    const { slug, enterpriseNumber, answers } = own.submission;
    const today = localDateOf(app.clock.now());
    const standing = copyStanding(app.procedures, { submission: own.submission, citizen: filer.citizen, today });
    if (standing.obstacle !== null) return refuse(res, own, standing.obstacle);
    const { definition, version } = standing;
    const asked = { citizenId: filer.id, slug, enterpriseNumber };
    const { another } = fieldsOf(req);
    const underWay = await draftsUnderWay(app, asked);
    if (another === undefined && underWay.length > 0) {
      const back = at(submissionPath(reference));
      const action = at(`${submissionPath(reference)}/copy`);
      return offerDrafts(res, { definition, filer, profile: enterpriseNumber ?? 'citizen', underWay, back, action });
    }
    const copied = copiedAnswers({ answers, filedIn: own.definition, form: definition, today });
    const draft = { enterpriseNumber, slug, version, language, answers: copied };
    const id = await beginDraft(app, { filer, draft, known: knownDraft(another, underWay) });
    const path = at(`/drafts/${id}/${definition.steps[0]?.id}`);
    redirectWithNotice(res, { path, notice: 'submissions:notice.copied' });
  },
});

function refuse(res: Response, own: ReadSubmission, obstacle: CopyObstacle): void {
  const shell = shellOf(res);
  const { t, at } = shell;
  const page: CopyPage = {
    title: t('submissions:copy.title'),
    head: ownHead(own, shell),
    obstacle: t(`submissions:copy.obstacle.${obstacle}`),
    contact: at('/contact'),
  };
  copyView.renderForm(res, page, { late: true });
}
