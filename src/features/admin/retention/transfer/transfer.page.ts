import type { Request, Response } from 'express';
import type { App } from '../../../../app.ts';
import { NotFound } from '../../../../domain/not-found.ts';
import { type ErrorSummary, errorSummary } from '../../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm, withError } from '../../../../web/form/parse.ts';
import type { SummaryList } from '../../../../web/form/summary-list.ts';
import { formatNumber } from '../../../../web/page/format.ts';
import { shellOf } from '../../../../web/page/locals.ts';
import { redirectWithNotice, type Shell } from '../../../../web/page/shell.ts';
import { view } from '../../../../web/page/view.ts';
import type { OwnPath } from '../../../../web/pipeline/own-path.ts';
import type { Procedures } from '../../../procedures/versions/procedures.ts';
import { staffActor } from '../../../staff/signed-in-staff.ts';
import { figureName } from '../../statistics/figure-names.ts';
import type { RetentionRun } from '../retention-runs.repository.ts';
import { runAsked } from '../run-asked.ts';
import { listRunSubmissions } from '../run-submissions.repository.ts';
import { runPath } from '../run-words.ts';
import { ANSWER_SHOWN, AnswerFields, type AnswerForm, answerForm, answerOf } from './answer-form.ts';
import { answerTransfer } from './answer-transfer.ts';
import { answerFacts, packageFacts, packagePath, transferPath } from './transfer-words.ts';

type TransferForm = Form<(typeof ANSWER_SHOWN)[number]>;

export type TransferPage = {
  title: string;
  name: string;
  back: OwnPath;
  summary: ErrorSummary;
  /** The progress of the package in requests, and the link that refreshes it; null once it is complete or given up. */
  progress: { label: string; value: number; most: number; again: OwnPath } | null;
  /** The steps to take, in order, while the run waits for them. */
  steps: readonly string[];
  facts: SummaryList;
  file: OwnPath | null;
  /** Null once the archives have answered. */
  form: AnswerForm | null;
};
const transferView = view<TransferPage>('admin/retention/transfer/transfer');
type TransferApp = Pick<App, 'db'> & { procedures: Procedures };

/**
 * The page of the transfer to the archives and their answer. Nothing is destroyed before they have received the
 * package.
 */
export const transferPage = (app: TransferApp) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, firstForm(res, ANSWER_SHOWN, {})),

  async post(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const { form, ...parsed } = parseForm(AnswerFields, { shown: ANSWER_SHOWN, fields: fieldsOf(req), t: shell.t });
    const { id } = await transferAsked(app, req);
    if (!parsed.ok) return show(app, res, form);
    const answer = answerOf(parsed.input);
    const outcome = await answerTransfer(app, { id, answer, by: staffActor(res) });
    if (outcome !== 'answered') {
      return show(app, res, withError(form, 'answer', shell.t(`admin:retention.answer.${outcome}`)));
    }
    redirectWithNotice(res, { path: runPath({ id }, shell), notice: `admin:notice.retention-${answer.kind}` });
  },
});

/** Throws NotFound for a run that transfers nothing, or that nobody has confirmed. */
async function transferAsked(app: Pick<App, 'db'>, req: Request): Promise<RetentionRun> {
  const run = await runAsked(app, req.params['run']);
  if (run.fate !== 'transfer' || run.status === 'proposed' || run.status === 'refused') throw new NotFound();
  return run;
}

async function show(app: TransferApp, res: Response, form: TransferForm): Promise<void> {
  const shell = shellOf(res);
  const { t } = shell;
  const run = await transferAsked(app, res.req);
  const packed = run.status === 'packed';
  const page: TransferPage = {
    title: t('admin:retention.handover'),
    name: figureName('slug', run.slug, { procedures: app.procedures, shell }),
    back: runPath(run, shell),
    summary: errorSummary(form, t),
    progress: run.status === 'packing' ? await progressOf(app, run, shell) : null,
    steps: packed ? t('admin:retention.handover.steps').split('\n') : [],
    facts: { rows: [...packageFacts(run, shell), ...answerFacts(run, shell)] },
    file: packed ? packagePath(run, shell) : null,
    form: run.answeredAt === null ? answerForm(form, run, shell) : null,
  };
  transferView.renderForm(res, page, form);
}

async function progressOf({ db }: TransferApp, run: RetentionRun, shell: Shell): Promise<TransferPage['progress']> {
  const { t, language } = shell;
  const most = (await listRunSubmissions(db, run.id)).length;
  const number = (requests: number) => formatNumber(requests, language);
  const label = t('admin:retention.packing', { done: number(run.packedRequests), all: number(most) });
  return { label, value: run.packedRequests, most, again: transferPath(run, shell) };
}
