import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../../app.ts';
import { NotFound } from '../../../../domain/not-found.ts';
import {
  type ErrorSummary,
  errorSummary,
  type Radios,
  radiosField,
  type TextArea,
  type TextField,
  textField,
} from '../../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, line, parseForm, says, withError } from '../../../../web/form/parse.ts';
import type { SummaryList } from '../../../../web/form/summary-list.ts';
import { formatNumber } from '../../../../web/page/format.ts';
import { redirectWithNotice, type Shell } from '../../../../web/page/shell.ts';
import { view } from '../../../../web/page/view.ts';
import type { OwnPath } from '../../../../web/pipeline/own-path.ts';
import type { Procedures } from '../../../procedures/versions/procedures.ts';
import { staffActor } from '../../../staff/signed-in-staff.ts';
import { optionalReason, REASON_MAX, reasonField } from '../../reason-field.ts';
import { figureName } from '../../statistics/figure-names.ts';
import type { RetentionRun } from '../retention-runs.repository.ts';
import { runAsked } from '../run-asked.ts';
import { listRunSubmissions } from '../run-submissions.repository.ts';
import { runPath } from '../run-words.ts';
import { type ArchivesAnswer, answerTransfer } from './answer-transfer.ts';
import { answerFacts, packageFacts, packagePath } from './transfer-words.ts';

const RECEIPT_MAX = 300;
const SHOWN = ['answer', 'receipt', 'reason'] as const;
type TransferForm = Form<(typeof SHOWN)[number]>;
const Fields = z.discriminatedUnion(
  'answer',
  [
    z.object({
      answer: z.literal('received'),
      receipt: line('admin:retention.receipt.missing', RECEIPT_MAX),
      reason: optionalReason,
    }),
    z.object({ answer: z.literal('not-taken'), reason: line('admin:error.reason.missing', REASON_MAX) }),
  ],
  { error: says('web:error.choice.missing') },
);

export type TransferPage = {
  title: string;
  name: string;
  back: OwnPath;
  summary: ErrorSummary;
  /** How far the package is, in requests; null once it is whole, or given up. */
  progress: { label: string; value: number; most: number } | null;
  /** What is done in which order, while it waits to be done. */
  steps: readonly string[];
  facts: SummaryList;
  file: OwnPath | null;
  /** Null once the archives have answered. */
  form: { answer: Radios; receipt: TextField | null; reason: TextArea } | null;
};
const transferView = view<TransferPage>('admin/retention/transfer/transfer');
type TransferApp = Pick<App, 'db'> & { procedures: Procedures };

/** What is handed to the archives, and what they answer. Until they have it nothing is destroyed. */
export const transferPage = (app: TransferApp) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, firstForm(res, SHOWN, {})),

  async post(req: Request, res: Response): Promise<void> {
    const { shell } = res.locals;
    const { form, ...parsed } = parseForm(Fields, { shown: SHOWN, fields: fieldsOf(req), t: shell.t });
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

const answerOf = (input: z.output<typeof Fields>): ArchivesAnswer =>
  input.answer === 'received'
    ? { kind: 'received', receipt: input.receipt }
    : { kind: 'not-taken', reason: input.reason };

/** Throws NotFound for a run that gives nothing to the archives, or that nobody has confirmed. */
async function transferAsked(app: Pick<App, 'db'>, req: Request): Promise<RetentionRun> {
  const run = await runAsked(app, req.params['run']);
  if (run.fate !== 'transfer' || run.status === 'proposed' || run.status === 'refused') throw new NotFound();
  return run;
}

async function show(app: TransferApp, res: Response, form: TransferForm): Promise<void> {
  const { shell } = res.locals;
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
  transferView.render(res, page, form.errors.length > 0 ? 422 : 200);
}

async function progressOf(
  { db }: TransferApp,
  run: RetentionRun,
  { t, language }: Shell,
): Promise<TransferPage['progress']> {
  const most = (await listRunSubmissions(db, run.id)).length;
  const number = (requests: number) => formatNumber(requests, language);
  const label = t('admin:retention.packing', { done: number(run.packedRequests), all: number(most) });
  return { label, value: run.packedRequests, most };
}

/** What is not whole yet can only be given up. */
function answerForm(form: TransferForm, { status }: RetentionRun, { t }: Shell): TransferPage['form'] {
  const packed = status === 'packed';
  const choices = (packed ? (['received', 'not-taken'] as const) : (['not-taken'] as const)).map((value) => ({
    value,
    label: t(`admin:retention.answer.${value}`),
    hint: t(`admin:retention.answer.${value}.hint`),
  }));
  const receipt = { label: t('admin:retention.receipt'), hint: t('admin:retention.receipt.hint') };
  return {
    answer: radiosField({ name: 'answer', legend: t('admin:retention.answer'), choices }, form),
    receipt: packed ? textField('receipt', form, receipt) : null,
    reason: reasonField(form, { label: t('admin:retention.reason'), hint: t('admin:retention.answer.reason.hint') }),
  };
}
