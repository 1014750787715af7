import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../app.ts';
import { fieldsOf } from '../../web/form.ts';
import { formatDateTime } from '../../web/format.ts';
import { NotFound } from '../../web/refusals.ts';
import { type Notice, redirectWithNotice } from '../../web/shell.ts';
import { view } from '../../web/view.ts';
import { listOpenAccessRequests } from './access-requests.repository.ts';
import { changeMember } from './change-member.ts';
import { fullName } from './create-profile.ts';
import { decideAccess } from './decide-access.ts';
import { listMembers, type Membership } from './memberships.repository.ts';
import { listOrganisationEvents, type Organisation } from './organisations.repository.ts';
import { ownOrganisation } from './profile-pages.ts';
import { ROLES, type Role } from './roles.ts';

export type MemberRow = {
  id: string;
  name: string;
  jobTitle: string;
  role: 'manager' | 'member';
  roleText: string;
  own: boolean;
};
export type RequestRow = { id: string; name: string; email: string; jobTitle: string; asked: string };
export type EventRow = { when: string; text: string };
export type MembersPage = {
  title: string;
  name: string;
  action: string;
  manager: boolean;
  /** Why the last change was refused. */
  refusal: string | null;
  members: MemberRow[];
  requests: RequestRow[];
  events: EventRow[];
};
const membersView = view<MembersPage>('profiles/members');
const Change = z.union([
  z.object({ request: z.uuid(), decision: z.enum([...ROLES, 'refused']) }),
  z.object({ membership: z.uuid(), to: z.enum([...ROLES, 'ended']) }),
]);

/** Who acts for the organisation. Managers decide who joins, with which role, and who leaves; anybody may leave. */
export const membersPage = (app: Pick<App, 'db'>) => ({
  get: (req: Request, res: Response): Promise<void> => show(app, req, { res, refusal: null }),

  async post(req: Request, res: Response): Promise<void> {
    const own = await ownOrganisation(app, req, res);
    const asked = Change.safeParse(fieldsOf(req));
    if (!asked.success || !mayAsk(own.membership, asked.data)) throw new NotFound();
    if ('request' in asked.data) return decide(app, res, { ...asked.data, own });
    const outcome = await change(app, res, { ...asked.data, own });
    if (outcome === 'last-manager') {
      return show(app, req, { res, refusal: res.locals.shell.t('profiles:members.lastManager') });
    }
  },
});

type Own = { organisation: Organisation; membership: Membership };
type Decided = { request: string; decision: Role | 'refused'; own: Own };

async function decide(app: Pick<App, 'db'>, res: Response, { request: id, decision, own }: Decided): Promise<void> {
  const { enterpriseNumber } = own.organisation;
  await decideAccess(app, { id, enterpriseNumber, actorId: own.membership.citizenId, decision });
  back(res, enterpriseNumber, decision === 'refused' ? 'access-refused' : 'access-accepted');
}

type Changed = { membership: string; to: Role | 'ended'; own: Own };

async function change(app: Pick<App, 'db'>, res: Response, { membership: membershipId, to, own }: Changed) {
  const { enterpriseNumber } = own.organisation;
  const { outcome } = await changeMember(app, {
    enterpriseNumber,
    actorId: own.membership.citizenId,
    membershipId,
    to,
  });
  if (outcome === 'unknown') throw new NotFound();
  if (outcome === 'last-manager') return outcome;
  if (to === 'ended' && membershipId === own.membership.id) leave(res);
  else back(res, enterpriseNumber, to === 'ended' ? 'membership-ended' : 'role-changed');
  return outcome;
}

type Asked = z.output<typeof Change>;

/** A manager, all; a member, to leave. */
function mayAsk({ id, role }: Membership, asked: Asked): boolean {
  return role === 'manager' || ('membership' in asked && asked.membership === id && asked.to === 'ended');
}

/** Who has just left goes on to Mon espace: the page is no longer theirs. */
function leave(res: Response): void {
  redirectWithNotice(res, { path: res.locals.shell.at('/my-space'), notice: 'membership-ended' });
}

function back(res: Response, enterpriseNumber: string, notice: Notice): void {
  redirectWithNotice(res, { path: res.locals.shell.at(`/profiles/${enterpriseNumber}/members`), notice });
}

async function show(
  app: Pick<App, 'db'>,
  req: Request,
  { res, refusal }: { res: Response; refusal: string | null },
): Promise<void> {
  const { t, at, language } = res.locals.shell;
  const { organisation, membership } = await ownOrganisation(app, req, res);
  const { enterpriseNumber } = organisation;
  const manager = membership.role === 'manager';
  const members = await listMembers(app.db, enterpriseNumber);
  const requests = manager ? await listOpenAccessRequests(app.db, enterpriseNumber) : [];
  const events = manager ? await listOrganisationEvents(app.db, enterpriseNumber) : [];
  const page: MembersPage = {
    title: t('profiles:members.title'),
    name: organisation.name,
    action: at(`/profiles/${enterpriseNumber}/members`),
    manager,
    refusal,
    members: members.map((member) => ({
      id: member.id,
      name: fullName(member),
      jobTitle: t(`profiles:jobTitle.${member.jobTitle}`),
      role: member.role,
      roleText: t(`profiles:role.${member.role}`),
      own: member.id === membership.id,
    })),
    requests: requests.map((request) => ({
      id: request.id,
      name: fullName(request),
      email: request.email,
      jobTitle: t(`profiles:jobTitle.${request.jobTitle}`),
      asked: formatDateTime(request.askedAt, language),
    })),
    events: events.map(({ name, happenedAt, person }) => ({
      when: formatDateTime(happenedAt, language),
      text: t(`profiles:event.${name}`, { person }),
    })),
  };
  membersView.render(res, page, refusal === null ? 200 : 422);
}
