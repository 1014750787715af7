import type { Transaction } from '../../../platform/database.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { queueConfirmation, queuePasswordReset } from '../../accounts/account-jobs.ts';
import { endAccess, endEverySignIn } from '../../accounts/end-access.ts';
import { liftDelays } from '../../credentials/sign-in-delay.ts';
import { type HelpedAccount, updateAccountStatus } from '../account/helped-accounts.repository.ts';
import type { HelpAct } from './help-acts.ts';

/**
 * The link works for longer than one that somebody asks for in front of their mailbox, as a person on the telephone may
 * have to wait for the mail.
 */
const RESET_LIFE_MINUTES = 60;

/** Carries out the act; the caller has locked the account. A link leaves by mail only: nobody of the staff sees it. */
export async function doHelpAct(tx: Transaction, act: HelpAct, { id, email, language }: HelpedAccount): Promise<void> {
  switch (act) {
    case 'password-reset':
      return queuePasswordReset(tx, { email, language, next: '', lifeMinutes: RESET_LIFE_MINUTES });
    case 'unlock':
      return liftDelays(tx, digestOf(email));
    case 'email-confirmation':
      return queueConfirmation(tx, { citizenId: id, next: '' });
    case 'sign-out':
      return endEverySignIn(tx, id);
    case 'suspension':
      await updateAccountStatus(tx, { id, from: 'active', to: 'suspended' });
      return endAccess(tx, id);
    case 'restoration':
      return updateAccountStatus(tx, { id, from: 'suspended', to: 'active' });
  }
}
