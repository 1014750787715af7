import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { type ErrorSummary, errorSummary, type TextField, textField } from '../../../web/form/fields.ts';
import { FormId, formIdOf } from '../../../web/form/form-id.ts';
import { type Form, fieldsOf, firstForm, line, parseForm, withError } from '../../../web/form/parse.ts';
import { formatDate, formatNumber } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice, type Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { type OwnPath, withQuery } from '../../../web/pipeline/own-path.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { figureName } from '../statistics/figure-names.ts';
import { countDueSubmissions, type DueCount, REQUESTS_A_RUN } from './due-submissions.repository.ts';
import { FATES } from './fates.ts';
import { proposeRun } from './propose-run.ts';
import { runPath } from './run-words.ts';

const AUTHORISATION_MAX = 300;
const SHOWN = ['authorisation', 'form'] as const;
type ProposalForm = Form<(typeof SHOWN)[number]>;
const Asked = z.object({ procedure: z.string().max(100).catch(''), fate: z.enum(FATES).catch('destroy') });
const Fields = z.object({
  authorisation: line('admin:retention.authorisation.missing', AUTHORISATION_MAX),
  form: FormId,
});

export type ProposalPage = {
  title: string;
  name: string;
  back: OwnPath;
  summary: ErrorSummary;
  /** The number of requests, and when they were closed. */
  what: string;
  /** The sentences that say what will become of the requests. */
  consequences: readonly string[];
  /** Null when no request is due. */
  fields: { form: string; authorisation: TextField } | null;
};
const proposalView = view<ProposalPage>('admin/retention/proposal');
type ProposalApp = Pick<App, 'clock' | 'db'> & { procedures: Procedures };

/** The page on which an administrator proposes a run for the due requests of one procedure. */
export const proposalPage = (app: ProposalApp) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, firstForm(res, SHOWN, {})),

  async post(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const { form, ...parsed } = parseForm(Fields, { shown: SHOWN, fields: fieldsOf(req), t: shell.t });
    if (!parsed.ok) return show(app, res, form);
    const { authorisation, form: id } = parsed.input;
    const { procedure: slug, fate } = Asked.parse(req.query);
    const outcome = await proposeRun(app, { id, slug, fate, authorisation, by: staffActor(res) });
    if (outcome === 'nothing-due') {
      return show(app, res, withError(form, 'authorisation', shell.t('admin:retention.proposal.nothing')));
    }
    redirectWithNotice(res, { path: runPath({ id }, shell), notice: 'admin:notice.retention-proposed' });
  },
});

async function show(app: ProposalApp, res: Response, form: ProposalForm): Promise<void> {
  const shell = shellOf(res);
  const { t, at } = shell;
  const asked = Asked.parse(res.req.query);
  const { procedure: slug, fate } = asked;
  const found = await countDueSubmissions(app.db, { slug, fate, atMost: REQUESTS_A_RUN }, app.clock.now());
  const label = t('admin:retention.authorisation');
  const hint = t('admin:retention.authorisation.hint');
  const page: ProposalPage = {
    title: t(`admin:retention.proposal.${fate}`),
    name: figureName('slug', slug, { procedures: app.procedures, shell }),
    back: withQuery(at('/admin/retention'), asked),
    summary: errorSummary(form, t),
    what: whatText(found, shell),
    consequences: t(`admin:retention.consequences.${fate}`).split('\n'),
    fields:
      found.due === 0
        ? null
        : { form: formIdOf(form), authorisation: textField('authorisation', form, { label, hint }) },
  };
  proposalView.renderForm(res, page, form);
}

function whatText({ due, oldest, newest }: DueCount, { t, language }: Shell): string {
  if (oldest === null || newest === null) return t('admin:retention.proposal.nothing');
  const between = { from: formatDate(oldest, language), to: formatDate(newest, language) };
  const number = formatNumber(due, language);
  return t('admin:retention.proposal.what', { count: due, number, ...between });
}
