import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { closeMergedCitizen } from '../../accounts/own-account/close-merged-citizen.ts';
import { moveIdentity } from '../../identification/own-identity/move-identity.ts';
import { moveMails } from '../../notifications/deliveries/move-mails.ts';
import { moveMemberships } from '../../profiles/members/move-memberships.ts';
import { moveFiled } from '../../submissions/filer/move-filed.ts';
import type { MergedAccount } from '../judging/waiting-merges.repository.ts';

type Accounts = { kept: MergedAccount; other: MergedAccount };

/**
 * Moves everything of one account to another of the same person and closes it, in the transaction that locked both. The
 * choices of the account that stays (names, language, notifications, first page) stay as they are.
 * `tests/database/merge/moving/merge-accounts.test.ts` lists what becomes of each table that refers to an account.
 */
export async function mergeAccounts(
  tx: Transaction,
  app: Pick<App, 'sealing'>,
  { kept, other }: Accounts,
): Promise<void> {
  const accounts = { from: other.id, to: kept.id };
  await moveMemberships(tx, { from: other, to: kept });
  await moveFiled(tx, accounts);
  await moveIdentity(tx, app, accounts);
  await moveMails(tx, accounts);
  await closeMergedCitizen(tx, accounts);
}
