import type { App } from '../../../app.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffOpening } from '../../staff/staff-opening.ts';
import { findBarrier, findHelpedAccount, type HelpedAccount } from './helped-accounts.repository.ts';

type Opened = { citizenId: string; by: StaffActor };
export type OpenedAccount = HelpedAccount & { barrier: 'own' | 'colleague' | null };

/** Reads an account and writes to the audit log who read it. Returns null when it does not exist or is closed. */
export function openAccount(app: Pick<App, 'db'>, { citizenId, by }: Opened): Promise<OpenedAccount | null> {
  return staffOpening<OpenedAccount | null>(app, by, {
    async find(tx) {
      const account = await findHelpedAccount(tx, citizenId);
      if (account === null) return null;
      return { ...account, barrier: await findBarrier(tx, { citizenId, staffMemberId: by.id }) };
    },
    event: () => ({ name: 'citizen-opened', details: { citizenId } }),
  });
}
