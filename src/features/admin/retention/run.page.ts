import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import { type ErrorSummary, errorSummary } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm, withError } from '../../../web/form/parse.ts';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice, type Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import { staffActor, staffOf } from '../../staff/signed-in-staff.ts';
import { figureName } from '../statistics/figure-names.ts';
import { judgeRun } from './judge-run.ts';
import { JUDGEMENT_SHOWN, JudgementFields, type JudgementForm, judgementForm } from './judgement-form.ts';
import type { RetentionRun } from './retention-runs.repository.ts';
import { runAsked } from './run-asked.ts';
import { listRunSubmissions, type RunSubmission } from './run-submissions.repository.ts';
import { nextWords, runFacts, runPath, runTag } from './run-words.ts';
import { answerFacts, transferPath } from './transfer/transfer-words.ts';

type Judgement = Form<(typeof JUDGEMENT_SHOWN)[number]>;

export type RunPage = {
  title: string;
  name: string;
  back: OwnPath;
  summary: ErrorSummary;
  tag: Tag;
  /** The sentence that says who must do what next. */
  next: string;
  facts: SummaryList;
  /** A link to the page on which the run goes on, or to its certificate. */
  lead: { href: OwnPath; text: string } | null;
  /** Null once the run is judged. */
  form: JudgementForm | null;
  lines: { reference: string; outcome: string | null }[];
};
const runView = view<RunPage>('admin/retention/run');
type RunApp = Pick<App, 'db'> & { procedures: Procedures };

/** The page of a run: what one administrator proposed, the form with which a second one judges it, and its result. */
export const retentionRunPage = (app: RunApp) => ({
  async get(_req: Request, res: Response): Promise<void> {
    await show(app, res, firstForm(res, JUDGEMENT_SHOWN, {}));
  },

  async post(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const parsing = { shown: JUDGEMENT_SHOWN, fields: fieldsOf(req), t: shell.t };
    const { form, ...parsed } = parseForm(JudgementFields, parsing);
    const { id, fate } = await runAsked(app, req.params['run']);
    if (!parsed.ok) return show(app, res, form);
    const { judgement, reason } = parsed.input;
    const refusal = judgement === 'refuse' ? reason : null;
    const outcome = await judgeRun(app, { id, refusal, by: staffActor(res) });
    if (outcome !== 'judged') {
      return show(app, res, withError(form, 'judgement', shell.t(`admin:retention.judgement.${outcome}`)));
    }
    const confirmed = fate === 'transfer' ? 'admin:notice.retention-packing' : 'admin:notice.retention-confirmed';
    const notice = judgement === 'confirm' ? confirmed : 'admin:notice.retention-refused';
    redirectWithNotice(res, { path: runPath({ id }, shell), notice });
  },
});

async function show(app: RunApp, res: Response, form: Judgement): Promise<void> {
  const shell = shellOf(res);
  const { t, at } = shell;
  const run = await runAsked(app, res.req.params['run']);
  const submissions = await listRunSubmissions(app.db, run.id);
  const own = run.proposedBy === staffOf(res).id;
  const requests = summaryRow(t('admin:retention.requests'), String(submissions.length));
  const page: RunPage = {
    title: t('admin:retention.run'),
    name: figureName('slug', run.slug, { procedures: app.procedures, shell }),
    back: at('/admin/retention'),
    summary: errorSummary(form, t),
    tag: runTag(run, shell),
    next: nextWords(run, own, shell),
    facts: { rows: [...runFacts(run, shell), ...answerFacts(run, shell), requests] },
    lead: leadOf(run, shell),
    form: run.status === 'proposed' ? judgementForm(form, { own, fate: run.fate }, shell) : null,
    lines: submissions.map((one) => lineShown(one, run, shell)),
  };
  runView.renderForm(res, page, form);
}

function leadOf(run: RetentionRun, shell: Shell): RunPage['lead'] {
  const { t, at } = shell;
  switch (run.status) {
    case 'packing':
    case 'packed':
      return { href: transferPath(run, shell), text: t('admin:retention.handover') };
    case 'done':
      return { href: at(`/admin/retention/runs/${run.id}/certificate`), text: t('admin:retention.certificate') };
    default:
      return null;
  }
}

function lineShown(
  { reference, outcome }: RunSubmission,
  { fate, status }: RetentionRun,
  { t }: Shell,
): RunPage['lines'][number] {
  const said = () => {
    if (outcome === 'destroyed' && fate === 'transfer') return t('admin:retention.outcome.transferred');
    if (outcome === 'run-refused' && status === 'not-taken') return t('admin:retention.outcome.not-taken');
    return outcome === null ? null : t(`admin:retention.outcome.${outcome}`);
  };
  return { reference: formatReference(reference), outcome: said() };
}
