import type { App } from '../../app.ts';
import type { ZipEntry } from '../../platform/files/zip.ts';
import { actAsCitizen, type CitizenActor } from '../accounts/act-as-citizen.ts';
import { listSignIns } from '../accounts/sign-ins.repository.ts';
import { insertAuditEvent, listAuditEventsOfCitizen } from '../audit/audit-events.repository.ts';
import { listAccessRequestsOfCitizen } from '../profiles/access/access-requests.repository.ts';
import { listMembershipsOfCitizen } from '../profiles/members/memberships.repository.ts';
import { listOpenProfileDrafts } from '../profiles/new-profile/profile-drafts.repository.ts';

const AT_MOST = 10_000;

/**
 * Returns the rows that the portal keeps about a citizen, without secrets, as one JSON file per kind. The download
 * itself is written to the audit log.
 */
export async function exportAccount(app: Pick<App, 'db'>, actor: CitizenActor): Promise<ZipEntry[]> {
  const { id: citizenId, network } = actor;
  const account = await actAsCitizen(app, actor, async (tx, citizen) => {
    await insertAuditEvent(tx, { name: 'data-downloaded', citizenId, network });
    return citizen;
  });
  const signIns = await listSignIns(app.db, { citizenId, asked: null, limit: AT_MOST });
  const events = await listAuditEventsOfCitizen(app.db, { citizenId, limit: AT_MOST });
  const memberships = await listMembershipsOfCitizen(app.db, citizenId);
  const requests = await listAccessRequestsOfCitizen(app.db, { citizenId, limit: AT_MOST });
  const drafts = await listOpenProfileDrafts(app.db, citizenId);
  return [
    json('memberships.json', memberships),
    json('access-requests.json', requests),
    json('profile-drafts.json', drafts),
    json('account.json', account),
    json('sign-ins.json', signIns),
    json('events.json', events),
  ];
}

function json(name: string, content: object): ZipEntry {
  return { name, content: Buffer.from(`${JSON.stringify(content, null, 2)}\n`) };
}
