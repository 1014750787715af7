import type { App } from '../../../app.ts';
import type { Db } from '../../../platform/database.ts';
import { findIdentificationSince } from '../identifications.repository.ts';
import { findIdentity } from '../identities.repository.ts';
import { LEVEL_HOLDS_SECONDS, RECOVERY_LEVEL } from '../level.ts';

/** A card that was tied in a session left open must not take the account before its owner has read the mail. */
export const RECOVERY_WAITS_DAYS = 3;
const DAY_MS = 86_400_000;

/** `not-tied`: no card stands behind the account. `not-now`: it was not shown in the last quarter of an hour. */
export type RecoveryAuthority = 'granted' | 'not-tied' | 'tied-lately' | 'not-now';
type OfSignIn = { citizenId: string; signInId: string };

/**
 * Says whether the card may stand for the present password in this sign-in. `db` is the transaction of what depends on it,
 * which has locked the account.
 */
export async function findRecoveryAuthority(
  { clock }: Pick<App, 'clock'>,
  db: Db,
  { citizenId, signInId }: OfSignIn,
): Promise<RecoveryAuthority> {
  const now = clock.now().getTime();
  const identity = await findIdentity(db, citizenId);
  if (identity === null) return 'not-tied';
  if (identity.identifiedFirstAt.getTime() > now - RECOVERY_WAITS_DAYS * DAY_MS) return 'tied-lately';
  const since = new Date(now - LEVEL_HOLDS_SECONDS * 1_000);
  const made = await findIdentificationSince(db, { citizenId, signInId, since });
  return made !== null && made.level >= RECOVERY_LEVEL ? 'granted' : 'not-now';
}
