import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { Transaction } from '../../../platform/database.ts';
import { addJob } from '../../../platform/jobs.ts';
import type { StaffActor } from '../signed-in-staff.ts';
import { staffAct } from '../staff-act.ts';
import { listStaffDepartments } from '../staff-departments.repository.ts';
import { findStaffMember } from '../staff-members.repository.ts';
import { type AccountAct, mayBeDone } from './account-acts.ts';
import { accountState } from './account-state.ts';
import { type AccountChange, applyChange } from './apply-change.ts';
import { type LockedAccount, lockStaffAccount } from './staff-accounts.repository.ts';

export type ChangeOfAccount = {
  account: string;
  /** The state of the account that the form was shown with, as `accountState` says it. */
  seen: string;
  change: AccountChange;
  reason: string;
  by: StaffActor;
};
/**
 * `changed`: a colleague changed it since the form was shown. `refused`: its state does not let this act. `enough`: the
 * address got as many invitations as it may today.
 */
export type ChangeOutcome = 'done' | 'changed' | 'refused' | 'enough';

/**
 * Runs every act of an administrator on the account of a colleague, and tells that person by mail. Throws NotFound for
 * an account that does not exist, and for one's own: as whoever acts stays an administrator, the last one is never lost.
 */
export async function changeAccount(
  app: Pick<App, 'db' | 'mailQuotas'>,
  { account, seen, change, reason, by }: ChangeOfAccount,
): Promise<ChangeOutcome> {
  if (account === by.id) throw new NotFound();
  if (await gotEnough(app, { account, act: change.act })) return 'enough';
  let outcome: ChangeOutcome | null = null;
  await staffAct<LockedAccount>(app, by, {
    lock: (tx) => lockStaffAccount(tx, account),
    async act(tx, found) {
      const departments = await listStaffDepartments(tx, account);
      outcome = accountState({ ...found, departments }) === seen ? 'refused' : 'changed';
      if (outcome === 'changed' || !mayBeDone(change.act, found)) return null;
      const { before, after, invited } = await applyChange(tx, found, change);
      await tell(tx, { staffMemberId: account, act: change.act, invited });
      outcome = 'done';
      return { name: 'staff-account-handled', details: { account, act: change.act, reason, before, after } };
    },
  });
  if (outcome === null) throw new NotFound();
  return outcome;
}

async function gotEnough(
  { db, mailQuotas }: Pick<App, 'db' | 'mailQuotas'>,
  { account, act }: { account: string; act: AccountAct },
): Promise<boolean> {
  if (act !== 'invitation' && act !== 'lost') return false;
  const member = await findStaffMember(db, account);
  const { recipient } = mailQuotas['staff-invitation'];
  return member !== null && recipient !== null && (await recipient.peek(member.email)) > 0;
}

type Told = { staffMemberId: string; act: AccountAct; invited: boolean };

async function tell(tx: Transaction, { staffMemberId, act, invited }: Told): Promise<void> {
  if (act !== 'invitation') await addJob(tx, { name: 'tell-staff-account-handled', payload: { staffMemberId, act } });
  // Two invitations at once send one mail: the quota counts mails as they leave, and one that it drops leaves no link.
  const key = `staff-invitation-${staffMemberId}`;
  if (invited) await addJob(tx, { name: 'send-staff-invitation', payload: { staffMemberId }, key });
}
