import type { App } from '../../app.ts';
import { actAsCitizen, type CitizenActor } from '../accounts/act-as-citizen.ts';
import { listSignIns } from '../accounts/sign-ins.repository.ts';
import { insertAuditEvent, listAuditEventsOfCitizen } from '../audit/audit-events.repository.ts';
import { listHelpdeskActs } from '../helpdesk/acts/helpdesk-acts.repository.ts';
import { exportIdentity } from '../identification/own-identity/export-identity.ts';
import { listOwnMails } from '../notifications/deliveries/mail-deliveries.repository.ts';
import { listAccessRequestsOfCitizen } from '../profiles/access/access-requests.repository.ts';
import { listMembershipsOfCitizen } from '../profiles/members/memberships.repository.ts';
import { listOpenProfileDrafts } from '../profiles/new-profile/profile-drafts.repository.ts';
import { exportDocuments } from '../submissions/attachments/export-documents.ts';
import { listDestroyedSubmissions } from '../submissions/destruction/destroyed-submissions.repository.ts';
import { listDrafts } from '../submissions/draft/drafts.repository.ts';
import { exportDrafts } from '../submissions/draft/export-drafts.ts';
import { exportSubmissions } from '../submissions/follow-up/export-submissions.ts';
import { exportIssuedDocuments } from '../submissions/issued/export-issued-documents.ts';
import { listMessagesToExport } from '../submissions/messages/messages.repository.ts';

const AT_MOST = 10_000;

export type AccountExport = Awaited<ReturnType<typeof exportAccount>>;

/** Returns the rows that the portal keeps about a citizen, without secrets. The download itself is written to the audit log. */
export async function exportAccount(app: Pick<App, 'db' | 'sealing'>, actor: CitizenActor) {
  const { id: citizenId, network } = actor;
  const account = await actAsCitizen(app, actor, async (tx, citizen) => {
    await insertAuditEvent(tx, { name: 'data-downloaded', citizenId, network });
    return citizen;
  });
  const drafts = await exportDrafts(app, citizenId);
  const submissions = await exportSubmissions(app, citizenId);
  const idsOf = (all: readonly { id: string }[]) => all.map(({ id }) => id);
  return {
    account,
    mails: await listOwnMails(app.db, { citizenId, asked: null, limit: AT_MOST }),
    signIns: await listSignIns(app.db, { citizenId, asked: null, limit: AT_MOST }),
    events: await listAuditEventsOfCitizen(app.db, { citizenId, limit: AT_MOST }),
    help: await listHelpdeskActs(app.db, { citizenId, asked: null, limit: AT_MOST }),
    memberships: await listMembershipsOfCitizen(app.db, citizenId),
    requests: await listAccessRequestsOfCitizen(app.db, { citizenId, limit: AT_MOST }),
    profileDrafts: await listOpenProfileDrafts(app.db, citizenId),
    draftList: await listDrafts(app.db, citizenId),
    drafts,
    submissions,
    destroyed: await listDestroyedSubmissions(app.db, citizenId),
    documents: [
      ...(await exportDocuments(app, { drafts: idsOf(drafts), submissions: idsOf(submissions) })),
      ...(await exportIssuedDocuments(app, idsOf(submissions))),
    ],
    messages: await listMessagesToExport(app.db, { citizenId, submissions: idsOf(submissions) }),
    identity: await exportIdentity(app, citizenId),
  };
}
