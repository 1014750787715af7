import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { type ErrorSummary, errorSummary, type Radios, radiosField } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm } from '../../../web/form/parse.ts';
import type { SafeHtml } from '../../../web/page/html.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { namedText } from '../../../web/page/named-text.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { citizenActor } from '../../accounts/signed-in-citizen.ts';
import type { Organisation } from '../organisation/organisations.repository.ts';
import { jobTitleQuestion, ownOrganisation } from '../profile-pages.ts';
import { changeJobTitle } from './change-job-title.ts';
import { JobTitleFields } from './job-title-fields.ts';

const SHOWN = ['jobTitle'] as const;
export type JobTitlePage = {
  title: string;
  introduction: SafeHtml;
  back: string;
  summary: ErrorSummary;
  jobTitle: Radios;
};
const jobTitleView = view<JobTitlePage>('profiles/members/job-title');

/** Shows the citizen's own function in the organisation, and changes it. */
export const jobTitlePage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { organisation, membership } = await ownOrganisation(app, req, res);
    show(res, organisation, firstForm(res, SHOWN, { jobTitle: membership.jobTitle }));
  },

  async post(req: Request, res: Response): Promise<void> {
    const { organisation } = await ownOrganisation(app, req, res);
    const parsed = parseForm(JobTitleFields, { shown: SHOWN, fields: fieldsOf(req), t: shellOf(res).t });
    if (!parsed.ok) return show(res, organisation, parsed.form);
    const { enterpriseNumber } = organisation;
    const { jobTitle } = parsed.input;
    await changeJobTitle(app, { actor: citizenActor(res), enterpriseNumber, jobTitle });
    redirectWithNotice(res, { path: contactOf(res, organisation), notice: 'profiles:notice.job-title-saved' });
  },
});

const contactOf = (res: Response, { enterpriseNumber }: Organisation) =>
  shellOf(res).at(`/profiles/${enterpriseNumber}/contact`);

function show(res: Response, organisation: Organisation, form: Form<'jobTitle'>): void {
  const { t } = shellOf(res);
  const page: JobTitlePage = {
    title: t('profiles:jobTitle.title'),
    introduction: namedText(t, 'profiles:jobTitle.introduction', { name: organisation.name }),
    back: contactOf(res, organisation),
    summary: errorSummary(form, t),
    jobTitle: radiosField(jobTitleQuestion(res), form),
  };
  jobTitleView.renderForm(res, page, form);
}
