import type { Request, Response } from 'express';
import type { App } from '../../app.ts';
import { type FieldError, fieldsOf, firstForm, parseForm } from '../../web/form.ts';
import { type ErrorSummary, errorSummary, type Radios } from '../../web/partials.ts';
import { takeFromQuota } from '../../web/rate-limit.ts';
import { NotFound } from '../../web/refusals.ts';
import { redirectWithNotice } from '../../web/shell.ts';
import { view } from '../../web/view.ts';
import { citizenOf } from '../accounts/signed-in-citizen.ts';
import { askAccess } from './ask-access.ts';
import { type EnterpriseNumber, formatEnterpriseNumber } from './enterprise-number.ts';
import { JobTitleFields } from './job-title-fields.ts';
import { findMembership } from './memberships.repository.ts';
import { findOrganisation } from './organisations.repository.ts';
import { jobTitleQuestion, numberOf, radiosOf } from './profile-pages.ts';

const SHOWN = ['jobTitle'] as const;
export type AccessRequestPage = { title: string; number: string; summary: ErrorSummary; jobTitle: Radios };
const accessRequestView = view<AccessRequestPage>('profiles/access-request');

/** Somebody else created the profile: says so, names nobody, and offers to ask its managers for access. */
export const accessRequestPage = (app: Pick<App, 'db' | 'quotas'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    show(res, await askableNumber(app, req, res), firstForm(res, SHOWN, {}));
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = res.locals.shell;
    const enterpriseNumber = await askableNumber(app, req, res);
    const parsed = parseForm(JobTitleFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(res, enterpriseNumber, parsed.form);
    await takeFromQuota(app.quotas.profiles, citizenOf(res).citizen.id);
    await askAccess(app, { citizen: citizenOf(res).citizen, enterpriseNumber, jobTitle: parsed.input.jobTitle });
    redirectWithNotice(res, { path: at('/my-space'), notice: 'access-asked' });
  },
});

/** Of an organisation that exists and that one is not a member of. */
async function askableNumber(app: Pick<App, 'db'>, req: Request, res: Response): Promise<EnterpriseNumber> {
  const enterpriseNumber = numberOf(req);
  const own = await findMembership(app.db, { enterpriseNumber, citizenId: citizenOf(res).citizen.id });
  if (own !== null || (await findOrganisation(app.db, enterpriseNumber)) === null) throw new NotFound();
  return enterpriseNumber;
}

function show(
  res: Response,
  enterpriseNumber: EnterpriseNumber,
  form: { values: { jobTitle: string }; errors: FieldError[] },
): void {
  const { t } = res.locals.shell;
  const page: AccessRequestPage = {
    title: t('profiles:access.title'),
    number: formatEnterpriseNumber(enterpriseNumber),
    summary: errorSummary(form, t),
    jobTitle: radiosOf(jobTitleQuestion(res), form),
  };
  accessRequestView.render(res, page, form.errors.length > 0 ? 422 : 200);
}
