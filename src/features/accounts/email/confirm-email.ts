import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { deleteAccountLink } from '../account-links.repository.ts';
import { updateEmailConfirmed } from '../citizens.repository.ts';

export type ConfirmEmailOutcome = { outcome: 'confirmed' } | { outcome: 'link-dead' };

/** Consumes the link of the confirmation mail. */
export function confirmEmail(
  app: Pick<App, 'db'>,
  { token, network }: { token: string; network: string },
): Promise<ConfirmEmailOutcome> {
  return app.db.transaction(async (tx) => {
    const link = await deleteAccountLink(tx, { purpose: 'confirm-email', digest: digestOf(token) });
    if (link === null) return { outcome: 'link-dead' };
    const { citizenId, email } = link;
    if (!(await updateEmailConfirmed(tx, { id: citizenId, email }))) return { outcome: 'link-dead' };
    await insertAuditEvent(tx, { name: 'email-confirmed', citizenId, network });
    return { outcome: 'confirmed' };
  });
}
