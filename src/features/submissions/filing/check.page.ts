import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { deskCode } from '../../../domain/desk-code.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import type { TextInLanguage } from '../../../domain/localized-text.ts';
import { type ErrorSummary, errorSummary } from '../../../web/form/fields.ts';
import { postedOf } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import { type DraftHead, draftHead } from '../draft/draft-head.ts';
import { openDraft } from '../draft/draft-pages.ts';
import type { DraftApp, OwnDraft } from '../draft/own-draft.ts';
import { filedPath, placeToLeaveTo } from '../filer/filer.ts';
import { filerOf } from '../filer/guard.ts';
import { answerErrors, type CheckedStep, checkedSteps, type FeeShown, feeOf } from './checked-answers.ts';
import { boxId, type Declarations, declarationsShown } from './declarations.ts';
import { fileDraft } from './file-draft.ts';
import { stepToMend } from './filing-problems.ts';
import { revisionShown, sealFormToken } from './form-token.ts';
import { findIdentifiedFiler } from './identified-filer.ts';
import { identifiedText, type ObstacleShown, obstacleShown } from './obstacle-shown.ts';

export type CheckPage = {
  title: string;
  back: string;
  head: DraftHead;
  summary: ErrorSummary;
  /** True when the answers changed since the page was shown that was sent. */
  changed: boolean;
  steps: CheckedStep[];
  fee: FeeShown;
  declarations: Declarations;
  formToken: string;
  /** The obstacle to filing, with its remedy; null when the button files the draft. */
  obstacle: ObstacleShown | null;
  /** Under which official names it will be filed; null where the account's are enough. */
  identified: string | null;
  deskCode: string;
  department: TextInLanguage;
  leave: string;
  deletion: string;
};
type FilingApp = DraftApp & Pick<App, 'fas'>;
const checkView = view<CheckPage>('submissions/filing/check');

/** Every answer in words, and the button that files. What is not answered yet leads back to its step. */
export const checkPage = (app: FilingApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const own = await openDraft(app, req, res);
    const open = stepToMend(own);
    if (open !== null) return res.redirect(303, shellOf(res).at(`${own.path}/${open}`));
    await show(app, res, { own });
  },

  async post(req: Request, res: Response): Promise<void> {
    const own = await openDraft(app, req, res);
    const { fields, lists } = postedOf(req, ['declaration']);
    const { at, language } = shellOf(res);
    const declared = lists.declaration;
    const seen = revisionShown(app, fields['formToken'] ?? '', own.draft.id);
    const result = await fileDraft(app, { filer: filerOf(res), own, seen, declared, language });
    if (result.outcome === 'filed') {
      const path = at(filedPath(filerOf(res), result.reference));
      return redirectWithNotice(res, { path, notice: 'submissions:notice.filed' });
    }
    if (result.outcome === 'changed') {
      return show(app, res, { own: result.own, declared, changed: true });
    }
    const { problem } = result;
    if (problem.problem === 'unanswered') return res.redirect(303, at(`${own.path}/${problem.step}`));
    const missing = problem.problem === 'declarations' ? problem.missing : [];
    await show(app, res, { own: result.own, declared, missing });
  },
});

/** `declared` and `missing` are the declarations that were ticked, and those that were not. */
type Shown = { own: OwnDraft; declared?: readonly string[]; missing?: readonly string[]; changed?: boolean };

async function show(app: FilingApp, res: Response, { own, ...sent }: Shown): Promise<void> {
  const shell = shellOf(res);
  const { t, at, language } = shell;
  const { draft, definition, steps } = own;
  const filer = filerOf(res);
  const { changed = false } = sent;
  const last = steps.at(-1)?.step.id ?? '';
  const missing = new Map((sent.missing ?? []).map((id) => [id, t('submissions:check.tick')]));
  const ticks = [...missing].map(([id, message]) => ({ field: boxId(definition, id), message }));
  const identified = await findIdentifiedFiler(app, app.db, { filer, own });
  const page: CheckPage = {
    title: t('submissions:check.title'),
    back: at(`${own.path}/${last}`),
    head: draftHead(own, filer, shell),
    summary: errorSummary({ errors: [...answerErrors(own, shell, localDateOf(app.clock.now())), ...ticks] }, t),
    changed,
    steps: checkedSteps(own, shell),
    fee: feeOf(own, filer, shell),
    declarations: declarationsShown(definition, {
      ticked: sent.declared ?? [],
      missing,
      legend: t('submissions:check.declarations'),
      language,
    }),
    formToken: sealFormToken(app, draft),
    obstacle: obstacleShown({ own, filer, identified, fas: app.fas !== null }, shell),
    identified: identifiedText(identified, shell),
    deskCode: deskCode(draft.id),
    department: departmentName(definition.department, language),
    leave: at(placeToLeaveTo(filer, draft.slug)),
    deletion: at(`${own.path}/deletion`),
  };
  checkView.renderForm(res, page, { refused: res.req.method === 'POST', late: changed });
}
