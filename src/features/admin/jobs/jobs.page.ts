import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { type ErrorSummary, errorSummary, type Radios, radiosField, type TextArea } from '../../../web/form/fields.ts';
import { listPage, type Paging, pageAsked, pagingOf } from '../../../web/form/paging.ts';
import { type Form, fieldsOf, firstForm, line, parseForm, says, withError } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice, type Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { listMailCounts } from '../../notifications/deliveries/mail-counts.repository.ts';
import { MAIL_STATES } from '../../notifications/deliveries/mail-deliveries.repository.ts';
import { mailKindInWords } from '../../notifications/deliveries/mail-words.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { optionalReason, REASON_MAX, reasonField } from '../reason-field.ts';
import { actOnJob } from './act-on-job.ts';
import { jobInWords } from './job-words.ts';
import { listQueuedJobs, type QueuedJob } from './queued-jobs.repository.ts';

const JobId = z.string().regex(/^\d{1,18}$/, { error: says('web:error.choice.missing') });
const SHOWN = ['job', 'act', 'reason'] as const;
const JobFields = z.discriminatedUnion(
  'act',
  [
    z.object({ act: z.literal('retry'), job: JobId, reason: optionalReason }),
    z.object({ act: z.literal('drop'), job: JobId, reason: line('admin:jobs.reason.missing', REASON_MAX) }),
  ],
  { error: says('web:error.choice.missing') },
);
type JobForm = Form<(typeof SHOWN)[number]>;

export type JobsPage = {
  title: string;
  summary: ErrorSummary;
  other: { href: string; text: string };
  /** Null where no job is listed. */
  form: { job: Radios; act: Radios; reason: TextArea } | null;
  paging: Paging;
  mails: { heads: string[]; rows: { kind: string; counts: number[] }[] };
};
const jobsView = view<JobsPage>('admin/jobs/jobs');

/** Shows the jobs that failed or wait, and the mails of seven days. A job is tried again now, or dropped with a reason. */
export const jobsPage = (app: Pick<App, 'db'>) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, firstForm(res, SHOWN, {})),

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const parsed = parseForm(JobFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(app, res, parsed.form);
    const { job: id, act, reason } = parsed.input;
    if (!(await actOnJob(app, { id, act, reason, by: staffActor(res) }))) {
      return show(app, res, withError(parsed.form, 'job', t('admin:jobs.gone')));
    }
    redirectWithNotice(res, {
      path: at('/admin/jobs'),
      notice: act === 'retry' ? 'admin:notice.job-retried' : 'admin:notice.job-dropped',
    });
  },
});

async function show({ db }: Pick<App, 'db'>, res: Response, form: JobForm): Promise<void> {
  const shell = shellOf(res);
  const { t, at } = shell;
  const all = res.req.query['view'] === 'all';
  const asked = pageAsked(res.req.query['after'], JobId);
  const listed = await listPage(asked, (page) => listQueuedJobs(db, { all, ...page }));
  const path = at(all ? '/admin/jobs?view=all' : '/admin/jobs');
  const page: JobsPage = {
    title: t('admin:jobs.title'),
    summary: errorSummary(form, t),
    other: all
      ? { href: at('/admin/jobs'), text: t('admin:jobs.onlyFailed') }
      : { href: at('/admin/jobs?view=all'), text: t('admin:jobs.all') },
    form: listed.rows.length === 0 ? null : jobForm(listed.rows, form, shell),
    paging: pagingOf(listed, { path, newestFirst: true, t }),
    mails: await mailTable(db, shell),
  };
  jobsView.renderForm(res, page, form);
}

function jobForm(jobs: readonly QueuedJob[], form: JobForm, shell: Shell): NonNullable<JobsPage['form']> {
  const { t } = shell;
  const choices = jobs.map((job) => {
    const { task, state, error } = jobInWords(job, shell);
    return { value: job.id, label: task, hint: error === null ? state : `${state} ${error}` };
  });
  const acts = (['retry', 'drop'] as const).map((value) => ({
    value,
    label: t(`admin:jobs.act.${value}`),
    hint: t(`admin:jobs.act.${value}.hint`),
  }));
  return {
    job: radiosField({ name: 'job', legend: t('admin:jobs.which'), choices }, form),
    act: radiosField({ name: 'act', legend: t('admin:jobs.act'), choices: acts }, form),
    reason: reasonField(form, { label: t('admin:jobs.reason'), hint: t('admin:jobs.reason.hint') }),
  };
}

async function mailTable(db: App['db'], { t }: Shell): Promise<JobsPage['mails']> {
  const counts = await listMailCounts(db);
  return {
    heads: MAIL_STATES.map((state) => t(`admin:jobs.mails.${state}`)),
    rows: counts.map(({ kind, ...byState }) => ({
      kind: mailKindInWords(kind, t),
      counts: MAIL_STATES.map((state) => byState[state]),
    })),
  };
}
