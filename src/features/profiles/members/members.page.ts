import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { type ErrorSummary, errorSummary } from '../../../web/form/fields.ts';
import { fieldsOf } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { type Notice, redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import type { CitizenActor } from '../../accounts/act-as-citizen.ts';
import { citizenActor } from '../../accounts/signed-in-citizen.ts';
import { listOpenAccessRequests } from '../access/access-requests.repository.ts';
import { decideAccess } from '../access/decide-access.ts';
import { cancelInvitation } from '../invitations/cancel-invitation.ts';
import { listPendingInvitations } from '../invitations/invitations.repository.ts';
import { type ProfileNavigation, profileNavigation } from '../profile-navigation.ts';
import { managedOrganisation, ownOrganisation } from '../profile-pages.ts';
import { changeMember } from './change-member.ts';
import {
  type InvitationRow,
  invitationRow,
  lastingManagers,
  type MemberRow,
  memberRow,
  type RequestRow,
  requestRow,
} from './member-rows.ts';
import { listMembers } from './memberships.repository.ts';
import { ROLES } from './roles.ts';

export type MembersPage = {
  title: string;
  navigation: ProfileNavigation;
  action: string;
  manager: boolean;
  /** Why the last change was refused. */
  refusal: ErrorSummary;
  members: MemberRow[];
  requests: RequestRow[];
  invitations: InvitationRow[];
};
const membersView = view<MembersPage>('profiles/members/members');
const Asked = z.union([
  z.object({ request: z.uuid(), decision: z.enum([...ROLES, 'refused']) }),
  z.object({ invitation: z.uuid() }),
  z.object({ membership: z.uuid(), to: z.enum([...ROLES, 'end-cancelled']) }),
]);

/**
 * Shows who acts for the organisation. Managers decide who joins and with which role; leaving has a page of its own.
 */
export const membersPage = (app: Pick<App, 'db'>) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, { refused: false }),

  async post(req: Request, res: Response): Promise<void> {
    const { organisation, membership } = await managedOrganisation(app, req, res);
    const { enterpriseNumber } = organisation;
    const asked = Asked.safeParse(fieldsOf(req));
    if (!asked.success) throw new NotFound();
    if ('to' in asked.data && asked.data.to === 'member' && asked.data.membership === membership.id) {
      return res.redirect(303, shellOf(res).at(`/profiles/${enterpriseNumber}/role`));
    }
    const notice = await act(app, { enterpriseNumber, actor: citizenActor(res), asked: asked.data });
    if (notice === 'last-manager') return show(app, res, { refused: true });
    const path = shellOf(res).at(`/profiles/${enterpriseNumber}/members`);
    redirectWithNotice(res, { path, notice });
  },
});

type Act = { enterpriseNumber: EnterpriseNumber; actor: CitizenActor; asked: z.output<typeof Asked> };

async function act(app: Pick<App, 'db'>, { enterpriseNumber, actor, asked }: Act): Promise<Notice | 'last-manager'> {
  if ('request' in asked) {
    const settled = await decideAccess(app, { id: asked.request, enterpriseNumber, actor, decision: asked.decision });
    if (!settled) return 'profiles:notice.no-longer-waiting';
    return asked.decision === 'refused' ? 'profiles:notice.access-refused' : 'profiles:notice.access-accepted';
  }
  if ('invitation' in asked) {
    const cancelled = await cancelInvitation(app, { actor, enterpriseNumber, id: asked.invitation });
    return cancelled ? 'profiles:notice.invitation-cancelled' : 'profiles:notice.no-longer-waiting';
  }
  const { membership: membershipId, to } = asked;
  const change = to === 'end-cancelled' ? ({ to } as const) : ({ to: 'role', role: to } as const);
  const { outcome } = await changeMember(app, { enterpriseNumber, actor, membershipId, change });
  if (outcome === 'unknown') throw new NotFound();
  if (outcome === 'last-manager') return outcome;
  return to === 'end-cancelled' ? 'profiles:notice.membership-end-cancelled' : 'profiles:notice.role-changed';
}

async function show(app: Pick<App, 'db'>, res: Response, { refused }: { refused: boolean }): Promise<void> {
  const shell = shellOf(res);
  const { t, at } = shell;
  const own = await ownOrganisation(app, res.req, res);
  const { enterpriseNumber } = own.organisation;
  const manager = own.membership.role === 'manager';
  const members = await listMembers(app.db, enterpriseNumber);
  const lasting = lastingManagers(members);
  const requests = manager ? await listOpenAccessRequests(app.db, enterpriseNumber) : [];
  const invitations = manager ? await listPendingInvitations(app.db, enterpriseNumber) : [];
  const errors = refused ? [{ field: 'members', message: t('profiles:members.lastManager') }] : [];
  const page: MembersPage = {
    title: t('web:banner.members'),
    navigation: profileNavigation(res, own, 'members'),
    action: at(`/profiles/${enterpriseNumber}/members`),
    manager,
    refusal: errorSummary({ errors }, t),
    members: members.map((member) => memberRow(member, { own: own.membership, members, lasting }, shell)),
    requests: requests.map((request) => requestRow(request, shell)),
    invitations: invitations.map((invitation) => invitationRow(invitation, shell)),
  };
  membersView.renderForm(res, page, { errors });
}
