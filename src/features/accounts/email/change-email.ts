import type { App } from '../../../app.ts';
import { isUniqueViolation } from '../../../platform/database.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { queueAccountNotice } from '../account-jobs.ts';
import { deleteAccountLink, findAccountLink } from '../account-links.repository.ts';
import { lockCitizen, updateCitizenEmail } from '../citizens.repository.ts';

export type ChangeEmailOutcome = { outcome: 'changed'; citizenId: string; email: string } | { outcome: 'link-dead' };

/**
 * Uses up the link sent to the new address, changes the address and tells both addresses. The outcome is `link-dead`
 * when another account has taken the address meanwhile.
 */
export async function changeEmail(
  app: Pick<App, 'db'>,
  { token, network }: { token: string; network: string },
): Promise<ChangeEmailOutcome> {
  const key = { purpose: 'change-email', digest: digestOf(token) } as const;
  const link = await findAccountLink(app.db, key);
  if (link === null) return { outcome: 'link-dead' };
  const { citizenId } = link;
  try {
    return await app.db.transaction(async (tx) => {
      const citizen = await lockCitizen(tx, citizenId);
      if (citizen === null) return { outcome: 'link-dead' };
      const { email: former, language } = citizen;
      const consumed = await deleteAccountLink(tx, key);
      if (consumed === null || !(await updateCitizenEmail(tx, { id: citizenId, email: consumed.email }))) {
        return { outcome: 'link-dead' };
      }
      await queueAccountNotice(tx, { kind: 'email-changed', email: former, language });
      await queueAccountNotice(tx, { kind: 'email-changed', email: consumed.email, language });
      await insertAuditEvent(tx, { name: 'email-changed', citizenId, network });
      return { outcome: 'changed', citizenId, email: consumed.email };
    });
  } catch (error) {
    // Another account took the address between the check and the update, so the unique index refused it.
    if (isUniqueViolation(error, 'citizens_email')) return { outcome: 'link-dead' };
    throw error;
  }
}
