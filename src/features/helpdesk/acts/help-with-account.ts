import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { lockDelays } from '../../credentials/sign-in-delay.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffAct } from '../../staff/staff-act.ts';
import { listAdministrators } from '../../staff/staff-members.repository.ts';
import {
  findBarrier,
  findHelpedAccount,
  type HelpedAccount,
  lockHelpedAccount,
} from '../account/helped-accounts.repository.ts';
import { queueHelpNotice, queueTooManyResets } from '../helpdesk-jobs.ts';
import { doHelpAct } from './do-help-act.ts';
import { type Grounds, type HelpAct, mayBeHelped } from './help-acts.ts';
import { findHelpdeskActDone, insertHelpdeskAct } from './helpdesk-acts.repository.ts';

type Help = {
  citizenId: string;
  act: HelpAct;
  grounds: Grounds;
  /** The id of the form: a form that is sent twice acts once. */
  formId: string;
  by: StaffActor;
};
/**
 * `refused`: the account does not allow this act now. `own`, `colleague`: the account belongs to a member of the staff.
 */
export type HelpOutcome = 'done' | 'gone' | 'refused' | 'own' | 'colleague' | 'too-many';
type HelpApp = Pick<App, 'clock' | 'db' | 'quotas'>;

/**
 * Carries out an act of the helpdesk on an account, and tells its owner by mail and in the history of the account. The
 * links for a password of one colleague are bounded by the hour: one too many is refused, and administrators are told.
 */
export async function helpWithAccount(app: HelpApp, help: Help): Promise<HelpOutcome> {
  const { act, by } = help;
  if (act !== 'password-reset') return doneOnce(await helpOnce(app, help));
  if (await isDone(app, help)) return 'done';
  if ((await app.quotas.helpdeskResets.take(by.id)) > 0) return refuseTooMany(app, by);
  const outcome = await helpOnce(app, help);
  if (outcome !== 'done') await app.quotas.helpdeskResets.giveBack(by.id);
  return doneOnce(outcome);
}

/**
 * A form that is sent again does not send a second link, also when the first one was the last that the quota allowed.
 */
const isDone = ({ db }: HelpApp, { formId: id, citizenId, by, act }: Help): Promise<boolean> =>
  findHelpdeskActDone(db, { id, citizenId, staffMemberId: by.id, act });

/** `repeated`: the same form has done the act before. */
type Outcome = HelpOutcome | 'repeated';
const doneOnce = (outcome: Outcome): HelpOutcome => (outcome === 'repeated' ? 'done' : outcome);

async function helpOnce(app: HelpApp, { citizenId, act, grounds, formId, by }: Help): Promise<Outcome> {
  let outcome: Outcome = 'gone';
  await staffAct<HelpedAccount>(app, by, {
    async lock(tx) {
      // A sign-in locks its delays before the account. The act « unlock » keeps the same order, to avoid a deadlock.
      const account = act === 'unlock' ? await findHelpedAccount(tx, citizenId) : null;
      if (account !== null) await lockDelays(tx, digestOf(account.email));
      return lockHelpedAccount(tx, citizenId);
    },
    async act(tx, account) {
      outcome = 'repeated';
      const done = { id: formId, citizenId, staffMemberId: by.id, act };
      if (await findHelpdeskActDone(tx, done)) return null;
      const barrier = await findBarrier(tx, { citizenId, staffMemberId: by.id });
      outcome = barrier ?? 'refused';
      if (barrier !== null || !mayBeHelped(act, account)) return null;
      await doHelpAct(tx, act, account);
      await insertHelpdeskAct(tx, { ...done, ...grounds });
      await queueHelpNotice(tx, {
        act,
        reason: grounds.reason.code,
        ...noticeTo(account),
        at: app.clock.now().toISOString(),
      });
      outcome = 'done';
      return { name: 'citizen-helped', details: { citizenId, act, ...grounds } };
    },
  });
  return outcome;
}

const noticeTo = ({ id: citizenId, email, language }: HelpedAccount) => ({ citizenId, email, language });

async function refuseTooMany(app: HelpApp, by: StaffActor): Promise<HelpOutcome> {
  await staffAct(app, by, {
    lock: async () => by,
    async act(tx) {
      for (const administrator of await listAdministrators(tx)) {
        await queueTooManyResets(tx, { staffMemberId: by.id, ...administrator });
      }
      return { name: 'helpdesk-resets-refused' };
    },
  });
  return 'too-many';
}
