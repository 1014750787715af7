import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import type { JobTitle } from '../../../domain/job-titles.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { type ErrorSummary, errorSummary, type Radios, radiosField } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm } from '../../../web/form/parse.ts';
import { RowId } from '../../../web/form/row-id.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { linkTokenOf } from '../../../web/pipeline/link-token.ts';
import { saveSession } from '../../../web/session/session.ts';
import { citizenActor, citizenOf } from '../../accounts/signed-in-citizen.ts';
import { JobTitleFields } from '../members/job-title-fields.ts';
import { findOrganisation } from '../organisation/organisations.repository.ts';
import { jobTitleQuestion } from '../profile-pages.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { findInvitation, type InvitationKey } from './invitations.repository.ts';

const SHOWN = ['jobTitle'] as const;
/** Chosen at first, so that one press joins; changed there, or at any time on the page of the profile. */
const MOST_LIKELY: JobTitle = 'staff-member';
export type InvitationPage = {
  title: string;
  /** Null when the invitation was used, is older than seven days or is for another address. */
  invited: { name: string; summary: ErrorSummary; jobTitle: Radios; confirms: boolean } | null;
  email: string;
};
const invitationView = view<InvitationPage>('profiles/invitations/invitation');

/** The page of the link in the invitation, and of the same invitation in Mon espace. It is behind the guard, for the account of the address that it was sent to. */
export const invitationPage = (app: Pick<App, 'db'>) => ({
  get: (_req: Request, res: Response): Promise<void> =>
    show(app, res, firstForm(res, SHOWN, { jobTitle: MOST_LIKELY })),

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const parsed = parseForm(JobTitleFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(app, res, parsed.form);
    const result = await acceptInvitation(app, {
      actor: citizenActor(res),
      invitation: keyIn(req),
      jobTitle: parsed.input.jobTitle,
    });
    if (result.outcome === 'invitation-dead') return show(app, res, parsed.form);
    req.session.profile = result.enterpriseNumber;
    await saveSession(req);
    redirectWithNotice(res, {
      path: at(`/profiles/${result.enterpriseNumber}/contact`),
      notice: 'profiles:notice.profile-joined',
    });
  },
});

function keyIn(req: Request): InvitationKey {
  const id = RowId.safeParse(req.params['token']);
  return id.success ? { id: id.data } : { digest: digestOf(linkTokenOf(req)) };
}

async function show(app: Pick<App, 'db'>, res: Response, form: Form<'jobTitle'>): Promise<void> {
  const { t } = shellOf(res);
  const { citizen } = citizenOf(res);
  const invitation = await findInvitation(app.db, { key: keyIn(res.req), email: citizen.email });
  const organisation = invitation === null ? null : await findOrganisation(app.db, invitation.enterpriseNumber);
  const page: InvitationPage = {
    title: t(organisation === null ? 'profiles:invitation.dead.title' : 'profiles:invitation.title'),
    email: citizen.email,
    invited: organisation && {
      name: organisation.name,
      summary: errorSummary(form, t),
      jobTitle: radiosField(jobTitleQuestion(res), form),
      confirms: citizen.emailConfirmedAt === null,
    },
  };
  if (organisation === null) invitationView.render(res, page, 410);
  else invitationView.renderForm(res, page, form);
}
