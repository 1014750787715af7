import type { App } from '../../../app.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { findBarrier, findHelpedAccount, type HelpedAccount } from './helped-accounts.repository.ts';

type Opened = { citizenId: string; by: StaffActor };
export type OpenedAccount = HelpedAccount & { barrier: 'own' | 'colleague' | null };

/** Reads an account and writes to the audit log who read it. Returns null where it does not exist or is closed. */
export function openAccount(app: Pick<App, 'db'>, { citizenId, by }: Opened): Promise<OpenedAccount | null> {
  return app.db.transaction(async (tx) => {
    const account = await findHelpedAccount(tx, citizenId);
    if (account === null) return null;
    const barrier = await findBarrier(tx, { citizenId, staffMemberId: by.id });
    const event = { name: 'citizen-opened', staffMemberId: by.id, network: by.network } as const;
    await insertAuditEvent(tx, { ...event, details: { citizenId } });
    return { ...account, barrier };
  });
}
