import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { type EnterpriseNumber, formatEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { type ErrorSummary, errorSummary, type Radios, radiosField } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm, withError } from '../../../web/form/parse.ts';
import { formatDate, formatDateTime } from '../../../web/page/format.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { citizenActor, citizenOf } from '../../accounts/signed-in-citizen.ts';
import { JobTitleFields } from '../members/job-title-fields.ts';
import { findMembership } from '../members/memberships.repository.ts';
import { type MandateBlock, mandateBlock } from '../organisation/mandate-block.ts';
import { findOrganisation } from '../organisation/organisations.repository.ts';
import { jobTitleQuestion, numberOf } from '../profile-pages.ts';
import { findPendingAccessRequest, type PendingAccessRequest } from './access-requests.repository.ts';
import { type AskAccessOutcome, askAccess } from './ask-access.ts';
import { withdrawAccessRequest } from './withdraw-access-request.ts';

const SHOWN = ['jobTitle'] as const;
export type AccessRequestPage = {
  title: string;
  number: string;
  /** Says who has the citizen's earlier request, the managers or the commune; null when there is none. */
  pending: string | null;
  summary: ErrorSummary;
  jobTitle: Radios;
  /** The way to be let in by one's card; null before one has asked, and where there is none. */
  mandate: MandateBlock | null;
};
const accessRequestView = view<AccessRequestPage>('profiles/access/access-request');

/**
 * Says that somebody else created the profile, without naming anybody, and offers to ask for access. To somebody who
 * has asked already it shows the state of the request, and offers to withdraw it.
 */
export const accessRequestPage = (app: Pick<App, 'clock' | 'db' | 'fas' | 'mailQuotas'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const enterpriseNumber = await askableNumber(app, req, res);
    if (enterpriseNumber === null) return showProfile(req, res);
    const asked = { enterpriseNumber, citizenId: citizenOf(res).citizen.id };
    const pending = await findPendingAccessRequest(app.db, asked);
    show(app, res, { enterpriseNumber, pending, form: firstForm(res, SHOWN, {}) });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = res.locals.shell;
    const actor = citizenActor(res);
    const enterpriseNumber = await askableNumber(app, req, res);
    if (enterpriseNumber === null) return showProfile(req, res);
    const fields = fieldsOf(req);
    if (fields['withdraw'] !== undefined) {
      const withdrawn = await withdrawAccessRequest(app, { actor, enterpriseNumber });
      const notice = withdrawn ? 'profiles:notice.access-withdrawn' : 'profiles:notice.no-longer-waiting';
      return redirectWithNotice(res, { path: at('/my-space'), notice });
    }
    const parsed = parseForm(JobTitleFields, { shown: SHOWN, fields, t });
    if (!parsed.ok) return show(app, res, { enterpriseNumber, pending: null, form: parsed.form });
    const result = await askAccess(app, { actor, enterpriseNumber, jobTitle: parsed.input.jobTitle });
    if (result.outcome === 'unconfirmed' || result.outcome === 'enough') {
      const refusal = withError(parsed.form, 'jobTitle', refusalText(res, result, app.clock.now()));
      return show(app, res, { enterpriseNumber, pending: null, form: refusal });
    }
    redirectWithNotice(res, { path: at('/my-space'), notice: 'profiles:notice.access-asked' });
  },
});

type Refused = Extract<AskAccessOutcome, { outcome: 'unconfirmed' | 'enough' }>;

function refusalText(res: Response, refused: Refused, now: Date): string {
  const { t, language } = res.locals.shell;
  if (refused.outcome === 'unconfirmed') return t('profiles:invite.unconfirmed');
  const next = new Date(now.getTime() + refused.waitSeconds * 1_000);
  return t('profiles:access.enough', { time: formatDateTime(next, language) });
}

/**
 * Returns the number of an organisation that exists. Returns null when the citizen is already a member, for instance
 * because the request was accepted meanwhile.
 */
async function askableNumber(app: Pick<App, 'db'>, req: Request, res: Response): Promise<EnterpriseNumber | null> {
  const enterpriseNumber = numberOf(req);
  const own = await findMembership(app.db, { enterpriseNumber, citizenId: citizenOf(res).citizen.id });
  if ((await findOrganisation(app.db, enterpriseNumber)) === null) throw new NotFound();
  return own === null ? enterpriseNumber : null;
}

function showProfile(req: Request, res: Response): void {
  res.redirect(303, res.locals.shell.at(`/profiles/${numberOf(req)}/contact`));
}

type Shown = {
  enterpriseNumber: EnterpriseNumber;
  pending: PendingAccessRequest | null;
  form: Form<'jobTitle'>;
};

function show({ fas }: Pick<App, 'fas'>, res: Response, { enterpriseNumber, pending, form }: Shown): void {
  const { shell } = res.locals;
  const { t } = shell;
  const page: AccessRequestPage = {
    title: t(pending === null ? 'profiles:access.title' : 'profiles:access.pending.title'),
    number: formatEnterpriseNumber(enterpriseNumber),
    pending: pending === null ? null : whereItStands(res, pending),
    summary: errorSummary(form, t),
    jobTitle: radiosField(jobTitleQuestion(res), form),
    mandate: pending === null ? null : mandateBlock(fas, { enterpriseNumber, page: 'access-request' }, shell),
  };
  accessRequestView.renderForm(res, page, form);
}

function whereItStands(res: Response, { askedAt, handedOverAt }: PendingAccessRequest): string {
  const { t, language } = res.locals.shell;
  const at = handedOverAt === null ? 'managers' : 'commune';
  return t(`profiles:access.pending.${at}`, { date: formatDate(askedAt, language) });
}
