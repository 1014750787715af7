import type { App } from '../../app.ts';
import type { Db } from '../../platform/database.ts';
import { findIdentificationSince, type Identification } from './identifications.repository.ts';
import { findIdentity } from './identities.repository.ts';
import { LEVEL_HOLDS_SECONDS } from './level.ts';
import { unsealNumber } from './sealed-identity.ts';

type OfSignIn = { citizenId: string; signInId: string };
export type IdentifiedPerson = Pick<Identification, 'level' | 'acr' | 'means' | 'identifiedAt'> & {
  /** Null for somebody whose card has none. */
  firstName: string | null;
  lastName: string;
  /** Readable: callers seal it where they keep it and mask it where they show it. */
  nationalNumber: string;
};

/**
 * Returns who identified themselves in this sign-in less than fifteen minutes ago, or null. `db` is the transaction of
 * what depends on it: the level is judged again there.
 */
export async function findIdentifiedPerson(
  { clock, sealing }: Pick<App, 'clock' | 'sealing'>,
  db: Db,
  { citizenId, signInId }: OfSignIn,
): Promise<IdentifiedPerson | null> {
  const since = new Date(clock.now().getTime() - LEVEL_HOLDS_SECONDS * 1_000);
  const made = await findIdentificationSince(db, { citizenId, signInId, since });
  const identity = made === null ? null : await findIdentity(db, citizenId);
  if (made === null || identity === null) return null;
  const nationalNumber = unsealNumber(sealing, citizenId, identity.sealedNumber);
  if (nationalNumber === null) return null;
  const { level, acr, means, identifiedAt } = made;
  const { firstName, lastName } = identity;
  return { level, acr, means, identifiedAt, firstName, lastName, nationalNumber };
}
