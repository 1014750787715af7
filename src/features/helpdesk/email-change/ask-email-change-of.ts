import type { App } from '../../../app.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffAct } from '../../staff/staff-act.ts';
import { findBarrier, type HelpedAccount, lockHelpedAccount } from '../account/helped-accounts.repository.ts';
import { type Grounds, mayBeHelped } from '../acts/help-acts.ts';
import { findHelpdeskActDone, insertHelpdeskAct } from '../acts/helpdesk-acts.repository.ts';
import { queueHelpNotice } from '../helpdesk-jobs.ts';
import {
  findAddressTaken,
  findOtherAddressAsked,
  insertHelpdeskEmailChange,
} from './helpdesk-email-changes.repository.ts';

type Asked = { citizenId: string; email: string; grounds: Grounds; formId: string; by: StaffActor };
/** `taken`: the address belongs to an account, perhaps this one, or to a member of the staff. */
export type AskOutcome = 'done' | 'gone' | 'refused' | 'own' | 'colleague' | 'taken';

/** Asks for another address for an account. Nothing changes before a second colleague confirms it. */
export async function askEmailChangeOf(app: Pick<App, 'clock' | 'db'>, asked: Asked): Promise<AskOutcome> {
  const { citizenId, email, grounds, formId, by } = asked;
  let outcome: AskOutcome = 'gone';
  await staffAct<HelpedAccount>(app, by, {
    lock: (tx) => lockHelpedAccount(tx, citizenId),
    async act(tx, account) {
      outcome = 'done';
      const done = { id: formId, citizenId, staffMemberId: by.id, act: 'email-change-asked' } as const;
      if ((await findHelpdeskActDone(tx, done)) && !(await findOtherAddressAsked(tx, { actId: formId, email })))
        return null;
      const barrier = await findBarrier(tx, { citizenId, staffMemberId: by.id });
      outcome = barrier ?? 'refused';
      if (barrier !== null || !mayBeHelped('email-change', account)) return null;
      outcome = 'taken';
      if (await findAddressTaken(tx, email)) return null;
      const { act } = done;
      const actId = await insertHelpdeskAct(tx, { ...done, ...grounds });
      await insertHelpdeskEmailChange(tx, { actId, citizenId, former: account.email, email });
      const to = { citizenId, email: account.email, language: account.language };
      await queueHelpNotice(tx, { act, reason: grounds.reason.code, ...to, at: app.clock.now().toISOString() });
      outcome = 'done';
      return { name: 'citizen-helped', details: { citizenId, act, ...grounds } };
    },
  });
  return outcome;
}
