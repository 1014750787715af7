import type { App } from '../../../app.ts';
import type { FasPerson } from '../../../platform/fas/fas-person.ts';
import type { Client } from '../../../web/pipeline/client.ts';
import { type Citizen, lockCitizen } from '../../accounts/citizens.repository.ts';
import { openSignIn } from '../../accounts/sign-in/open-sign-in.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { insertIdentification } from '../identifications.repository.ts';
import { findCitizenIdOfPerson, updateIdentity } from '../identities.repository.ts';
import { type IdentificationLevel, levelOf } from '../level.ts';
import { numberTags, sealNumber } from '../sealed-identity.ts';

/** `level` is what the page needs that one is going to. */
type CardInput = { person: FasPerson; issuer: string; client: Client; level: IdentificationLevel };
type CardRefusal = 'too-low' | 'unknown' | 'suspended';
export type CardOutcome =
  | { outcome: 'signed-in'; citizen: Citizen; signInId: string }
  | { outcome: 'refused'; reason: CardRefusal };

/** Signs in whoever the card names, to the account that is tied to that person, and to no other. */
export function signInWithCard(
  app: Pick<App, 'clock' | 'db' | 'sealing'>,
  { person, issuer, client, level: needed }: CardInput,
): Promise<CardOutcome> {
  const tags = numberTags(app.sealing, person.nationalNumber);
  const level = levelOf(person.csamLevel);
  const { acr, means, subject, firstName, lastName, nationalNumber } = person;
  const { network } = client;
  const of = { issuer, subject, numberTags: tags };
  return app.db.transaction(async (tx): Promise<CardOutcome> => {
    const citizenId = await findCitizenIdOfPerson(tx, of);
    const citizen = citizenId === null ? null : await lockCitizen(tx, citizenId);
    // Read again behind the lock: the identity may have been untied meanwhile.
    const tied = (await findCitizenIdOfPerson(tx, of)) === citizenId ? citizenId : null;
    const reason = refusalOf({ level, needed, tied, citizen });
    if (reason !== null || level === null || citizen === null) {
      await insertAuditEvent(tx, { name: 'sign-in-refused', citizenId: tied, network });
      return { outcome: 'refused', reason: reason ?? 'unknown' };
    }
    const { id } = citizen;
    const at = app.clock.now();
    // « Password » is also what FAS calls a key of its own.
    const signInId = await openSignIn(tx, { citizenId: id, means: means === 'password' ? 'other' : means, client });
    const sealedNumber = sealNumber(app.sealing, id, nationalNumber);
    const as = { citizenId: id, issuer, subject, numberTag: tags[0], sealedNumber, firstName, lastName, at };
    await updateIdentity(tx, as);
    await insertIdentification(tx, { citizenId: id, signInId, level, acr, means, draftId: null, identifiedAt: at });
    await insertAuditEvent(tx, { name: 'identified', citizenId: id, network, details: { level, means } });
    return { outcome: 'signed-in', citizen, signInId };
  });
}

type Judged = {
  level: IdentificationLevel | null;
  needed: IdentificationLevel;
  tied: string | null;
  citizen: Citizen | null;
};

/** Closing an account unties its identity: a tied one that cannot be locked is suspended. */
function refusalOf({ level, needed, tied, citizen }: Judged): CardRefusal | null {
  if (level === null || level < needed) return 'too-low';
  if (tied === null) return 'unknown';
  return citizen === null ? 'suspended' : null;
}
