import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { type FormAnswer, formStatus } from '../../../web/form/form-answer.ts';
import { firstForm, firstLists, parseForm, postedOf, rawFieldsOf } from '../../../web/form/parse.ts';
import { formatTime } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { findAmendingObstacle } from '../amendment/amending-obstacle.ts';
import { type AmendmentApp, type AmendmentShown, amendmentHandlers } from '../amendment/amendment-handlers.ts';
import { askedIds } from '../amendment/form-part.ts';
import { openAmendment } from '../amendment/open-amendment.ts';
import { filerOf } from '../filer/guard.ts';
import { referenceAsked } from '../follow-up/reference-asked.ts';
import { submissionPath } from '../follow-up/submission-path.ts';
import { type CorrectionPage, correctionModel, requestModel } from './correction-model.ts';
import { correctionRefusals } from './correction-refusals.ts';
import { REQUEST_SHOWN, RequestFields, type RequestForm } from './correction-request.ts';
import { correctionState } from './correction-state.ts';
import type { FreeApp } from './free-correction.ts';
import { requestCorrection } from './request-correction.ts';

const correctionView = view<CorrectionPage>('submissions/correction/correction');

type CorrectionApp = AmendmentApp & FreeApp & Pick<App, 'quotas'>;

/**
 * The right to err: a citizen corrects a request freely until the commune takes it. From then on the same address asks the
 * commune for the correction, also of what was typed while it took it.
 */
export const correctionPage = (app: CorrectionApp) => {
  const free = amendmentHandlers(app, {
    amendment: 'corrected',
    keepsDocuments: true,
    wanted: ({ definition, submission }) => [...askedIds(definition, submission.answers)],
    refuse: (own, reading) => correctionRefusals(app, own, reading),
    notice: 'submissions:notice.corrected',
    show: (res, shown) => showFree(app, res, shown),
  });
  return {
    async get(req: Request, res: Response): Promise<void> {
      if (res.locals.interruptedFields?.['request'] === undefined) return free.get(req, res);
      const form = { ...firstForm(res, REQUEST_SHOWN, {}), lists: firstLists(res, { fields: [] }) };
      await showRequest(app, res, { form });
    },

    post: (req: Request, res: Response): Promise<void> =>
      rawFieldsOf(req)['request'] === undefined ? free.post(req, res) : ask(app, req, res),
  };
};

/** Before the first word is typed, the page says whether one must be identified. */
async function showFree(app: CorrectionApp, res: Response, shown: AmendmentShown): Promise<void> {
  const filer = filerOf(res);
  const { definition, submission } = shown.own;
  const citizen = filer.kind === 'guest' ? null : filer.citizen;
  const asking = { amendment: 'corrected', filer, citizen, definition } as const;
  const first = formStatus(shown.answer) === 200 && correctionState(submission) === 'free';
  const obstacle = first ? await findAmendingObstacle(app, app.db, asking) : shown.obstacle;
  const page = correctionModel(app, { ...shown, obstacle }, { filer, shell: shellOf(res) });
  correctionView.renderForm(res, page, shown.answer);
}

async function ask(app: CorrectionApp, req: Request, res: Response): Promise<void> {
  const { t, at, language } = shellOf(res);
  const reference = referenceAsked(req.params['reference']);
  const filer = filerOf(res);
  const { form, ...parsed } = parseForm(RequestFields, { shown: REQUEST_SHOWN, ...postedOf(req, ['fields']), t });
  if (!parsed.ok) return showRequest(app, res, { form });
  const wait = await app.quotas.messages.take(filer.id);
  if (wait > 0) {
    const time = formatTime(new Date(app.clock.now().getTime() + wait * 1_000), language);
    const errors = [{ field: 'text', message: t('submissions:messages.tooMany', { time }) }];
    return showRequest(app, res, { form: { ...form, errors }, tooMany: true });
  }
  const outcome = await requestCorrection(app, { reference, filer, wanted: parsed.input });
  if (outcome !== 'done') return showRequest(app, res, { form, late: true });
  redirectWithNotice(res, { path: at(submissionPath(reference)), notice: 'submissions:notice.correction-requested' });
}

type Asked = { form: RequestForm } & Pick<FormAnswer, 'late' | 'tooMany'>;

async function showRequest(app: CorrectionApp, res: Response, { form, ...answer }: Asked): Promise<void> {
  const shell = shellOf(res);
  const reference = referenceAsked(res.req.params['reference']);
  const own = await openAmendment(app, { reference, readerId: filerOf(res).id });
  if (correctionState(own.submission) === 'free')
    return res.redirect(303, shell.at(`${submissionPath(reference)}/correction`));
  const page = requestModel(own, { form, late: answer.late === true ? 'refused' : null }, shell);
  correctionView.renderForm(res, page, { ...form, ...answer });
}
