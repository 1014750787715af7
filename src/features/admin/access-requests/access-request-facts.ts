import { formatEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fullName } from '../../../domain/person-name.ts';
import { formatPhone } from '../../../domain/phone-number.ts';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { HandedOverRequest } from '../../profiles/access/handed-over-requests.repository.ts';
import type { Member } from '../../profiles/members/memberships.repository.ts';
import { stateTag } from '../../profiles/organisation/state-tag.ts';

type Asked = { request: HandedOverRequest; members: readonly Member[] };

/** Returns what an agent needs to decide: who asks, for which organisation, and whom to call there in case of doubt. */
export function accessRequestFacts({ request, members }: Asked, shell: Shell): SummaryList {
  const { t, at, language } = shell;
  const number = request.enterpriseNumber;
  const emailState = t(request.emailConfirmed ? 'accounts:account.confirmed' : 'accounts:account.unconfirmed');
  const person = [{ text: fullName(request), look: 'strong' as const }, `${request.email} (${emailState})`];
  const organisation = [
    { text: request.organisationName, href: at(`/admin/organisations/${number}`) },
    `${t(`profiles:kind.${request.organisationKind}`)} · ${formatEnterpriseNumber(number)}`,
    stateTag(request.organisationState, t),
  ];
  return {
    rows: [
      summaryRow(t('admin:accessRequest.who'), person),
      summaryRow(t('admin:accessRequest.jobTitle'), t(`profiles:jobTitle.${request.jobTitle}`)),
      summaryRow(t('admin:accessRequest.organisation'), organisation),
      summaryRow(t('admin:accessRequest.managers'), managerLines(members, shell)),
      summaryRow(t('profiles:members.asked'), formatDateTime(request.askedAt, language)),
      summaryRow(t('admin:accessRequest.handedOver'), formatDateTime(request.handedOverAt, language)),
      ...(request.refusedAt === null
        ? []
        : [summaryRow(t('admin:accessRequest.refusedAt'), formatDateTime(request.refusedAt, language))]),
    ],
  };
}

/** Each manager is shown with the contact details given for this profile. */
function managerLines(members: readonly Member[], { t }: Shell) {
  const managers = members.filter(({ role }) => role === 'manager');
  if (managers.length === 0) return t('admin:accessRequest.noManager');
  return managers.flatMap((manager) => {
    const { email, landline, mobile, jobTitle } = manager;
    const phones = [landline, mobile].filter((phone) => phone !== null);
    return [
      { text: `${fullName(manager)}, ${t(`profiles:jobTitle.${jobTitle}`)}`, look: 'strong' as const },
      { text: email, href: `mailto:${email}` },
      ...phones.map((phone) => ({ text: formatPhone(phone), href: `tel:${phone}` })),
      ...(phones.length === 0 ? [t('admin:accessRequest.noPhone')] : []),
    ];
  });
}
