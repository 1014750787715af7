import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { type EnterpriseNumber, formatEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { type ErrorSummary, errorSummary, type Radios, radiosField } from '../../../web/form/fields.ts';
import { type Fields, type Form, fieldsOf, firstForm, parseForm, withError } from '../../../web/form/parse.ts';
import { formatDate, formatDateTime } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { type Notice, redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import type { CitizenActor } from '../../accounts/act-as-citizen.ts';
import { citizenActor, citizenOf } from '../../accounts/signed-in-citizen.ts';
import { JobTitleFields } from '../members/job-title-fields.ts';
import { findMembership } from '../members/memberships.repository.ts';
import { type MandateBlock, mandateBlock } from '../organisation/mandate-block.ts';
import { findOrganisation } from '../organisation/organisations.repository.ts';
import { jobTitleQuestion, numberOf } from '../profile-pages.ts';
import {
  findPendingAccessRequest,
  findRefusedAccessRequest,
  type PendingAccessRequest,
} from './access-requests.repository.ts';
import { appealAccess } from './appeal-access.ts';
import { type AskAccessOutcome, askAccess } from './ask-access.ts';
import { withdrawAccessRequest } from './withdraw-access-request.ts';

const SHOWN = ['jobTitle'] as const;
export type AccessRequestPage = {
  title: string;
  number: string;
  /** Says who has the citizen's earlier request, the managers or the commune; null when there is none. */
  pending: string | null;
  /** The day on which the managers refused, where the commune can be asked; else null. */
  refused: string | null;
  summary: ErrorSummary;
  jobTitle: Radios;
  /** The way to be let in by one's card; null before one has asked, and where there is none. */
  mandate: MandateBlock | null;
};
const accessRequestView = view<AccessRequestPage>('profiles/access/access-request');

type AccessRequestApp = Pick<App, 'clock' | 'commune' | 'config' | 'db' | 'fas' | 'mailQuotas'>;

/**
 * Says that somebody else created the profile, without naming anybody, and offers to ask for access. To somebody who
 * has asked already it shows the state of the request, and offers to withdraw it; to somebody whom the managers refused,
 * to put the request to the commune.
 */
export const accessRequestPage = (app: AccessRequestApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const enterpriseNumber = await askableNumber(app, req, res);
    if (enterpriseNumber === null) return showProfile(req, res);
    await show(app, res, { enterpriseNumber, form: firstForm(res, SHOWN, {}) });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t } = shellOf(res);
    const enterpriseNumber = await askableNumber(app, req, res);
    if (enterpriseNumber === null) return showProfile(req, res);
    const asked = { actor: citizenActor(res), enterpriseNumber };
    const fields = fieldsOf(req);
    const done = await changeRequest(app, asked, fields);
    if (done !== null) return toMySpace(res, done);
    const parsed = parseForm(JobTitleFields, { shown: SHOWN, fields, t });
    if (!parsed.ok) return show(app, res, { enterpriseNumber, form: parsed.form });
    const result = await askAccess(app, { ...asked, jobTitle: parsed.input.jobTitle });
    if (result.outcome === 'unconfirmed' || result.outcome === 'enough') {
      const refusal = withError(parsed.form, 'jobTitle', refusalText(res, result, app.clock.now()));
      return show(app, res, { enterpriseNumber, form: refusal });
    }
    toMySpace(res, 'profiles:notice.access-asked');
  },
});

type OwnRequest = { actor: CitizenActor; enterpriseNumber: EnterpriseNumber };

/** Does what the buttons of a request that was made before ask for. Returns null when none of them was pressed. */
async function changeRequest(app: AccessRequestApp, asked: OwnRequest, fields: Fields): Promise<Notice | null> {
  if (fields['withdraw'] !== undefined) {
    const withdrawn = await withdrawAccessRequest(app, asked);
    return withdrawn ? 'profiles:notice.access-withdrawn' : 'profiles:notice.no-longer-waiting';
  }
  if (fields['appeal'] === undefined) return null;
  const appealed = await appealAccess(app, asked);
  return appealed ? 'profiles:notice.access-appealed' : 'profiles:notice.no-longer-waiting';
}

function toMySpace(res: Response, notice: Notice): void {
  redirectWithNotice(res, { path: shellOf(res).at('/my-space'), notice });
}

type Refused = Extract<AskAccessOutcome, { outcome: 'unconfirmed' | 'enough' }>;

function refusalText(res: Response, refused: Refused, now: Date): string {
  const { t, language } = shellOf(res);
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
  res.redirect(303, shellOf(res).at(`/profiles/${numberOf(req)}/contact`));
}

type Shown = { enterpriseNumber: EnterpriseNumber; form: Form<'jobTitle'> };

async function show(app: AccessRequestApp, res: Response, { enterpriseNumber, form }: Shown): Promise<void> {
  const shell = shellOf(res);
  const { t } = shell;
  const of = { enterpriseNumber, citizenId: citizenOf(res).citizen.id };
  const pending = await findPendingAccessRequest(app.db, of);
  const refused = pending === null ? await findRefusedAccessRequest(app.db, of) : null;
  const page: AccessRequestPage = {
    title: t(pending === null ? 'profiles:access.title' : 'profiles:access.pending.title'),
    number: formatEnterpriseNumber(enterpriseNumber),
    pending: pending === null ? null : whereItStands(res, pending),
    refused: refused === null ? null : formatDate(refused.refusedAt, shell.language),
    summary: errorSummary(form, t),
    jobTitle: radiosField(jobTitleQuestion(res), form),
    mandate: pending === null ? null : mandateBlock(app.fas, { enterpriseNumber, page: 'access-request' }, shell),
  };
  accessRequestView.renderForm(res, page, form);
}

function whereItStands(res: Response, { askedAt, handedOverAt }: PendingAccessRequest): string {
  const { t, language } = shellOf(res);
  const at = handedOverAt === null ? 'managers' : 'commune';
  return t(`profiles:access.pending.${at}`, { date: formatDate(askedAt, language) });
}
