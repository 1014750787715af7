import type { Database } from '../../../platform/database.ts';
import { purge, runEachStep } from '../../../platform/postgres/purge.ts';
import { closeIdleAccounts } from './close-idle-accounts.ts';
import {
  updateIdleAccountsReprieved,
  updateIdleAccountsWarned,
  updateIdleAccountsWarnedAgain,
  updateLastDaysFound,
} from './idle-accounts.repository.ts';
import { warnIdleAccounts } from './warn-idle-accounts.ts';

/** Warns and closes, each night, the accounts that nobody uses. Each step runs also when one before it failed. */
export function seeToIdleAccounts(db: Database): Promise<void> {
  return runEachStep(
    {
      'last days found': () => purge(db, { days: updateLastDaysFound }),
      'warnings taken back': () => purge(db, { warnings: updateIdleAccountsReprieved }),
      'accounts closed': () => closeIdleAccounts(db),
      'last warnings': () => warnIdleAccounts(db, updateIdleAccountsWarnedAgain),
      'first warnings': () => warnIdleAccounts(db, updateIdleAccountsWarned),
    },
    'idle accounts not seen to',
  );
}
