import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { deleteAccountLink, findAccountLink } from '../account-links.repository.ts';
import { lockCitizen, updateEmailConfirmed } from '../citizens.repository.ts';

export type ConfirmEmailOutcome = { outcome: 'confirmed'; citizenId: string; email: string } | { outcome: 'link-dead' };

/** Uses up the link of the confirmation mail and confirms the address. */
export async function confirmEmail(
  app: Pick<App, 'db'>,
  { token, network }: { token: string; network: string },
): Promise<ConfirmEmailOutcome> {
  const key = { purpose: 'confirm-email', digest: digestOf(token) } as const;
  const found = await findAccountLink(app.db, key);
  if (found === null) return { outcome: 'link-dead' };
  return app.db.transaction(async (tx) => {
    await lockCitizen(tx, found.citizenId);
    const link = await deleteAccountLink(tx, key);
    if (link === null) return { outcome: 'link-dead' };
    const { citizenId, email } = link;
    if (!(await updateEmailConfirmed(tx, { id: citizenId, email }))) return { outcome: 'link-dead' };
    await insertAuditEvent(tx, { name: 'email-confirmed', citizenId, network });
    return { outcome: 'confirmed', citizenId, email };
  });
}
