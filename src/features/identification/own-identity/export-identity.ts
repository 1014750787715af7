import type { App } from '../../../app.ts';
import { maskNationalNumber } from '../../../domain/numbers/national-number.ts';
import { type Identification, listIdentifications } from '../identifications.repository.ts';
import { findIdentity } from '../identities.repository.ts';
import { unsealNumber } from '../sealed-identity.ts';

const AT_MOST = 10_000;
export type ExportedIdentity = {
  /** Null while nobody is tied to the account. The number is masked, as the law of 8 August 1983 protects it. */
  identity: { firstName: string | null; lastName: string; nationalNumber: string | null; since: Date } | null;
  identifications: Omit<Identification, 'id'>[];
};

/** Returns what the portal keeps about who stands behind an account, for that person. */
export async function exportIdentity(app: Pick<App, 'db' | 'sealing'>, citizenId: string): Promise<ExportedIdentity> {
  const kept = await findIdentity(app.db, citizenId);
  const made = await listIdentifications(app.db, { citizenId, limit: AT_MOST });
  const identifications = made.map(({ id: _, ...one }) => one);
  if (kept === null) return { identity: null, identifications };
  const { firstName, lastName, identifiedFirstAt: since } = kept;
  const number = unsealNumber(app.sealing, citizenId, kept.sealedNumber);
  const nationalNumber = number === null ? null : maskNationalNumber(number);
  return { identity: { firstName, lastName, nationalNumber, since }, identifications };
}
