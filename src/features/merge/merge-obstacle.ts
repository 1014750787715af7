import type { Db } from '../../platform/database.ts';
import { getMergeFacts, type MergeFacts } from './merge-facts.repository.ts';

/** The reasons why two accounts may not be merged. The first one that applies is given. */
export const MERGE_OBSTACLES = [
  'not-active',
  'of-staff',
  'two-identities',
  'email-changing',
  'credentials-changed',
] as const;
export type MergeObstacle = (typeof MERGE_OBSTACLES)[number];

type Accounts = Parameters<typeof getMergeFacts>[1];

/**
 * Returns null when nothing prevents the merge. It is called when the owner proves both accounts, and at each
 * confirmation.
 */
export async function findMergeObstacle(db: Db, accounts: Accounts): Promise<MergeObstacle | null> {
  const facts = await getMergeFacts(db, accounts);
  return MERGE_OBSTACLES.find((obstacle) => STANDS[obstacle](facts)) ?? null;
}

/**
 * Two identities belong to two people, or to one whose national number was replaced, whom the desk must see. A password
 * or an address chosen after the merge was asked stops the merge, as it stops a change of address: the owner may have
 * taken the account back.
 */
const STANDS: Record<MergeObstacle, (facts: MergeFacts) => boolean> = {
  'not-active': ({ bothActive }) => !bothActive,
  'of-staff': ({ ofStaff }) => ofStaff,
  'two-identities': ({ twoIdentities }) => twoIdentities,
  'email-changing': ({ emailChanging }) => emailChanging,
  'credentials-changed': ({ credentialsChanged }) => credentialsChanged,
};
