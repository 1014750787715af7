import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { email } from '../../../web/form/email.ts';
import { emailField } from '../../../web/form/email-slip.ts';
import { type ErrorSummary, errorSummary, type Radios, radiosField, type TextField } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm, says, withError } from '../../../web/form/parse.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { citizenActor } from '../../accounts/signed-in-citizen.ts';
import { ROLES } from '../members/roles.ts';
import type { Organisation } from '../organisation/organisations.repository.ts';
import { managedOrganisation } from '../profile-pages.ts';
import { type InviteOutcome, inviteMember } from './invite-member.ts';

const SHOWN = ['email', 'role'] as const;
const InviteFields = z.object({
  email: email('profiles:invite.email.missing', 'credentials:error.email.wrong'),
  role: z.enum(ROLES, { error: says('web:error.choice.missing') }),
});

export type InvitePage = {
  title: string;
  name: string;
  back: string;
  summary: ErrorSummary;
  email: TextField;
  role: Radios;
};
const inviteView = view<InvitePage>('profiles/invitations/invite');

/** A manager invites an address, which receives a link that works once within seven days. */
export const invitePage = (app: Pick<App, 'clock' | 'db' | 'mailQuotas'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    show(res, (await managedOrganisation(app, req, res)).organisation, firstForm(res, SHOWN, { role: 'member' }));
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at, language } = shellOf(res);
    const { organisation } = await managedOrganisation(app, req, res);
    const parsed = parseForm(InviteFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(res, organisation, parsed.form);
    const { enterpriseNumber } = organisation;
    const result = await inviteMember(app, { enterpriseNumber, ...parsed.input, language, actor: citizenActor(res) });
    if (result.outcome !== 'invited') {
      const refusal = withError(parsed.form, 'email', refusalText(res, result, app.clock.now()));
      return show(res, organisation, refusal);
    }
    redirectWithNotice(res, {
      path: at(`/profiles/${enterpriseNumber}/members`),
      notice: 'profiles:notice.member-invited',
    });
  },
});

type Refused = Exclude<InviteOutcome, { outcome: 'invited' }>;

function refusalText(res: Response, refused: Refused, now: Date): string {
  const { t, language } = shellOf(res);
  if (!('waitSeconds' in refused)) return t(`profiles:invite.${refused.outcome}`);
  const next = new Date(now.getTime() + refused.waitSeconds * 1_000);
  return t(`profiles:invite.${refused.outcome}`, { time: formatDateTime(next, language) });
}

function show(res: Response, { enterpriseNumber, name }: Organisation, form: Form<(typeof SHOWN)[number]>): void {
  const { t, at } = shellOf(res);
  const roles = ROLES.map((value) => ({ value, label: t(`notifications:role.${value}`) }));
  const page: InvitePage = {
    title: t('profiles:invite.title'),
    name,
    back: at(`/profiles/${enterpriseNumber}/members`),
    summary: errorSummary(form, t),
    email: emailField('email', form, { label: t('web:word.email'), t }),
    role: radiosField(
      { name: 'role', legend: t('profiles:invite.role'), hint: t('profiles:invite.role.hint'), choices: roles },
      form,
    ),
  };
  inviteView.renderForm(res, page, form);
}
