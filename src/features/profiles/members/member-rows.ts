import { fullName, nameAmong } from '../../../domain/person-name.ts';
import { formatDate, formatDateTime, formatLocalDate } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { AccessRequest } from '../access/access-requests.repository.ts';
import type { PendingInvitation } from '../invitations/invitations.repository.ts';
import type { Member, Membership } from './memberships.repository.ts';
import type { Role } from './roles.ts';

export type MemberRow = {
  id: string;
  name: string;
  jobTitle: string;
  role: Role;
  roleText: string;
  own: boolean;
  /** « Jusqu’au 31 décembre 2026 »; null without a last day. */
  until: string | null;
  end: string;
  /** The page where a manager becomes an ordinary member, for the manager's own row. */
  lower: string;
  /** Why the role and the end cannot change: this is the only manager without a last day. Null when they can. */
  sole: string | null;
};
export type RequestRow = {
  id: string;
  name: string;
  email: string;
  jobTitle: string;
  asked: string;
  handedOver: boolean;
  /** True while the address of the account is not confirmed. */
  unconfirmed: boolean;
};
export type InvitationRow = { id: string; email: string; roleText: string; until: string };

/** Returns the managers without a last day. */
export const lastingManagers = (members: readonly Member[]): Member[] =>
  members.filter(({ role, endsOn }) => role === 'manager' && endsOn === null);

type Among = { own: Membership; members: readonly Member[]; lasting: readonly Member[] };

export function memberRow(member: Member, { own, members, lasting }: Among, { t, at, language }: Shell): MemberRow {
  const { id, enterpriseNumber, role, endsOn } = member;
  const sole = lasting.length === 1 && lasting[0]?.id === id;
  return {
    id,
    // Only managers see addresses, as they decide about each person.
    name: own.role === 'manager' ? nameAmong(member, members) : fullName(member),
    jobTitle: t(`profiles:jobTitle.${member.jobTitle}`),
    role,
    roleText: t(`notifications:role.${role}`),
    own: id === own.id,
    until: endsOn === null ? null : t('profiles:members.until', { date: formatLocalDate(endsOn, language) }),
    end: at(`/profiles/${enterpriseNumber}/members/${id}/end`),
    lower: at(`/profiles/${enterpriseNumber}/role`),
    sole: sole ? t(id === own.id ? 'profiles:members.sole.own' : 'profiles:members.sole.other') : null,
  };
}

export function requestRow(request: AccessRequest, { t, language }: Shell): RequestRow {
  return {
    id: request.id,
    name: fullName(request),
    email: request.email,
    jobTitle: t(`profiles:jobTitle.${request.jobTitle}`),
    asked: formatDateTime(request.askedAt, language),
    handedOver: request.handedOverAt !== null,
    unconfirmed: !request.emailConfirmed,
  };
}

export function invitationRow(
  { id, email, role, expiresAt }: PendingInvitation,
  { t, language }: Shell,
): InvitationRow {
  const until = t('profiles:members.invited.until', { date: formatDate(expiresAt, language) });
  return { id, email, roleText: t(`notifications:role.${role}`), until };
}
