import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import { type ErrorSummary, errorSummary, type Radios, radiosField, type TextArea } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, line, parseForm, says, withError } from '../../../web/form/parse.ts';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import { redirectWithNotice, type Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import { staffActor, staffOf } from '../../staff/signed-in-staff.ts';
import type { StatusTag } from '../../submissions/follow-up/submission-facts.ts';
import { optionalReason, REASON_MAX, reasonField } from '../reason-field.ts';
import { figureName } from '../statistics/figure-names.ts';
import { judgeRun } from './judge-run.ts';
import { runAsked } from './run-asked.ts';
import { listRunSubmissions, type RunSubmission } from './run-submissions.repository.ts';
import { runFacts, runPath, runTag } from './run-words.ts';

const SHOWN = ['judgement', 'reason'] as const;
type JudgementForm = Form<(typeof SHOWN)[number]>;
const JudgementFields = z.discriminatedUnion(
  'judgement',
  [
    z.object({ judgement: z.literal('confirm'), reason: optionalReason }),
    z.object({ judgement: z.literal('refuse'), reason: line('admin:error.reason.missing', REASON_MAX) }),
  ],
  { error: says('web:error.choice.missing') },
);

export type RunPage = {
  title: string;
  name: string;
  back: OwnPath;
  summary: ErrorSummary;
  tag: StatusTag;
  /** Who must do what now. */
  next: string;
  facts: SummaryList;
  certificate: OwnPath | null;
  /** Null once it is judged. */
  form: { judgement: Radios; reason: TextArea } | null;
  lines: { reference: string; outcome: string | null }[];
};
const runView = view<RunPage>('admin/retention/run');
type RunApp = Pick<App, 'db'> & { procedures: Procedures };

/** What one administrator proposed, which a second one confirms or refuses, and what became of it. */
export const retentionRunPage = (app: RunApp) => ({
  async get(_req: Request, res: Response): Promise<void> {
    await show(app, res, firstForm(res, SHOWN, {}));
  },

  async post(req: Request, res: Response): Promise<void> {
    const { shell } = res.locals;
    const { form, ...parsed } = parseForm(JudgementFields, { shown: SHOWN, fields: fieldsOf(req), t: shell.t });
    const { id } = await runAsked(app, req.params['run']);
    if (!parsed.ok) return show(app, res, form);
    const { judgement, reason } = parsed.input;
    const refusal = judgement === 'refuse' ? reason : null;
    const outcome = await judgeRun(app, { id, refusal, by: staffActor(res) });
    if (outcome !== 'judged') {
      return show(app, res, withError(form, 'judgement', shell.t(`admin:retention.judgement.${outcome}`)));
    }
    const notice = judgement === 'confirm' ? 'admin:notice.retention-confirmed' : 'admin:notice.retention-refused';
    redirectWithNotice(res, { path: runPath({ id }, shell), notice });
  },
});

async function show(app: RunApp, res: Response, form: JudgementForm): Promise<void> {
  const { shell } = res.locals;
  const { t, at } = shell;
  const run = await runAsked(app, res.req.params['run']);
  const submissions = await listRunSubmissions(app.db, run.id);
  const own = run.proposedBy === staffOf(res).id;
  const page: RunPage = {
    title: t('admin:retention.run'),
    name: figureName('slug', run.slug, { procedures: app.procedures, shell }),
    back: at('/admin/retention'),
    summary: errorSummary(form, t),
    tag: runTag(run, shell),
    next: t(run.status === 'proposed' && own ? 'admin:retention.next.own' : `admin:retention.next.${run.status}`),
    facts: {
      rows: [...runFacts(run, shell), summaryRow(t('admin:retention.requests'), String(submissions.length))],
    },
    certificate: run.status === 'done' ? at(`/admin/retention/runs/${run.id}/certificate`) : null,
    form: run.status === 'proposed' ? judgementForm(form, own, shell) : null,
    lines: submissions.map((one) => lineShown(one, shell)),
  };
  runView.render(res, page, form.errors.length > 0 ? 422 : 200);
}

/** Who proposed may only take it back. */
function judgementForm(form: JudgementForm, own: boolean, { t }: Shell): RunPage['form'] {
  const choices = (own ? (['refuse'] as const) : (['confirm', 'refuse'] as const)).map((value) => {
    const words = own ? 'withdraw' : value;
    return {
      value,
      label: t(`admin:retention.judgement.${words}`),
      hint: t(`admin:retention.judgement.${words}.hint`),
    };
  });
  return {
    judgement: radiosField({ name: 'judgement', legend: t('admin:retention.judgement'), choices }, form),
    reason: reasonField(form, {
      label: t('admin:retention.reason'),
      hint: t('admin:retention.reason.hint'),
    }),
  };
}

function lineShown({ reference, outcome }: RunSubmission, { t }: Shell): RunPage['lines'][number] {
  return {
    reference: formatReference(reference),
    outcome: outcome === null ? null : t(`admin:retention.outcome.${outcome}`),
  };
}
