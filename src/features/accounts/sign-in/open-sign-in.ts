import type { Transaction } from '../../../platform/database.ts';
import type { Client } from '../../../web/pipeline/client.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import type { SignInMeans } from '../sign-in-means.ts';
import { deleteOldestSessions, insertSignIn } from '../sign-ins.repository.ts';

const OTHER_SESSIONS_KEPT = 4;

/** Writes a sign-in that was found right, by whatever means, in the history and the audit. Returns its id. */
export async function openSignIn(
  tx: Transaction,
  { citizenId, means, client }: { citizenId: string; means: SignInMeans; client: Client },
): Promise<string> {
  await deleteOldestSessions(tx, { citizenId, keep: OTHER_SESSIONS_KEPT });
  await insertAuditEvent(tx, { name: 'signed-in', citizenId, network: client.network });
  return insertSignIn(tx, { citizenId, means, ...client });
}
