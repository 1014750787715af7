import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { fieldsOf } from '../../../web/form/parse.ts';
import type { SafeHtml } from '../../../web/page/html.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { namedText } from '../../../web/page/named-text.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { citizenActor } from '../../accounts/signed-in-citizen.ts';
import { managedOrganisation, type OwnOrganisation, ownOrganisation } from '../profile-pages.ts';
import { changeMember } from './change-member.ts';
import { lastingManagers } from './member-rows.ts';
import { listMembers } from './memberships.repository.ts';

export type RolePage = {
  title: string;
  text: SafeHtml;
  members: { href: string; text: string };
  /** Why the role cannot change: this is the only manager without a last day. The page then has no form. */
  refusal: string | null;
};
const roleView = view<RolePage>('profiles/members/role');

/** Asks before a manager becomes an ordinary member, because they cannot undo that alone. */
export const rolePage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const own = await managedOrganisation(app, req, res);
    const [lasting, another] = lastingManagers(await listMembers(app.db, own.organisation.enterpriseNumber));
    const sole = lasting?.id === own.membership.id && another === undefined;
    show(res, own, sole);
  },

  async post(req: Request, res: Response): Promise<void> {
    const own = await ownOrganisation(app, req, res);
    const { enterpriseNumber } = own.organisation;
    const asked = { enterpriseNumber, actor: citizenActor(res), membershipId: own.membership.id };
    const { outcome } = await changeMember(app, { ...asked, change: { to: 'role', role: 'member' } });
    if (outcome === 'last-manager') return show(res, own, true);
    if (outcome === 'unknown' && !(await isPressedTwice(app, req, res))) throw new NotFound();
    redirectWithNotice(res, { path: membersOf(res, own), notice: 'profiles:notice.role-changed' });
  },
});

/** The form of a manager who is a member now: another press has done it. */
async function isPressedTwice(app: Pick<App, 'db'>, req: Request, res: Response): Promise<boolean> {
  const { membership } = await ownOrganisation(app, req, res);
  return membership.role === 'member' && fieldsOf(req)['from'] === 'manager';
}

const membersOf = (res: Response, { organisation }: OwnOrganisation) =>
  shellOf(res).at(`/profiles/${organisation.enterpriseNumber}/members`);

function show(res: Response, own: OwnOrganisation, sole: boolean): void {
  const { t } = shellOf(res);
  const page: RolePage = {
    title: t('profiles:ownRole.title'),
    text: namedText(t, 'profiles:ownRole.text', { name: own.organisation.name }),
    members: { href: membersOf(res, own), text: t('web:banner.members') },
    refusal: sole ? t('profiles:members.lastManager') : null,
  };
  roleView.renderForm(res, page, { refused: res.req.method === 'POST' });
}
