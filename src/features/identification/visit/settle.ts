import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import type { FasPerson } from '../../../platform/fas/fas-person.ts';
import type { CitizenActor } from '../../accounts/act-as-citizen.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { confirmMandate, lockMandateHolder, type MandateHolder } from '../../profiles/organisation/confirm-mandate.ts';
import type { Attempt } from '../attempts.repository.ts';
import { insertIdentification } from '../identifications.repository.ts';
import { findIdentity, findTiedElsewhere, type IdentifiedAs, updateIdentity } from '../identities.repository.ts';
import { levelOf } from '../level.ts';
import type { RefusalReason } from '../refusal.ts';
import { numberTags, sealNumber } from '../sealed-identity.ts';
import { tieIdentity } from './tie-identity.ts';

/** `at` is when FAS answered. */
export type Visit = { actor: CitizenActor; attempt: Attempt; person: FasPerson; issuer: string; at: Date };
export type Settled =
  | { outcome: 'identified' }
  | { outcome: 'to-confirm' }
  | { outcome: 'refused'; reason: RefusalReason };
const refused = (reason: RefusalReason): Settled => ({ outcome: 'refused', reason });

/**
 * Writes an identification, in a transaction that has locked the account. The first one of an account is only written
 * once the person has `confirmed` what is kept; a later one must be of the same person.
 */
export async function settle(
  tx: Transaction,
  { sealing }: Pick<App, 'sealing'>,
  visit: Visit & { confirmed: boolean },
): Promise<Settled> {
  const { actor, attempt, person, issuer, at, confirmed } = visit;
  const level = levelOf(person.csamLevel);
  if (level === null || level < attempt.level) return refused('too-low');
  const lacking = lackingMandate(attempt, person);
  if (lacking !== null) return refused(lacking);
  const tags = numberTags(sealing, person.nationalNumber);
  const { subject, firstName, lastName } = person;
  const sealedNumber = sealNumber(sealing, actor.id, person.nationalNumber);
  const as = { citizenId: actor.id, issuer, subject, numberTag: tags[0], sealedNumber, firstName, lastName, at };
  const standing = await standingOf(tx, as, tags);
  if (standing === 'another-person' || standing === 'tied-elsewhere') return refused(standing);
  if (standing === 'unknown' && !confirmed) return { outcome: 'to-confirm' };
  const holder = await mandateHolder(tx, attempt);
  if (holder === 'nobody') return refused('no-membership');
  if (standing === 'known') await updateIdentity(tx, as);
  else if (!(await tieIdentity(tx, actor, as))) return refused('tied-elsewhere');
  const { acr, means } = person;
  const { draftId } = attempt;
  const { id: citizenId, signInId, network } = actor;
  await insertIdentification(tx, { citizenId, signInId, level, acr, means, draftId, identifiedAt: at });
  await insertAuditEvent(tx, { name: 'identified', citizenId, network, details: { level, means } });
  if (holder !== null) await confirmMandate(tx, holder, network);
  return { outcome: 'identified' };
}

/** Returns why the answer is no mandate for the organisation that one set out for; null where none is asked for. */
function lackingMandate({ enterpriseNumber }: Attempt, person: FasPerson): RefusalReason | null {
  if (enterpriseNumber === null || person.enterpriseNumber === enterpriseNumber) return null;
  return person.enterpriseNumber === null ? 'no-mandate' : 'another-organisation';
}

/** Returns null where no mandate is asked for. */
async function mandateHolder(tx: Transaction, attempt: Attempt): Promise<MandateHolder | 'nobody' | null> {
  const { enterpriseNumber, citizenId } = attempt;
  if (enterpriseNumber === null) return null;
  return (await lockMandateHolder(tx, { enterpriseNumber, citizenId })) ?? 'nobody';
}

type Standing = 'known' | 'unknown' | 'another-person' | 'tied-elsewhere';

/**
 * Says who the account knows this person as. The number tells it, or how FAS names them: a BIS number may have been
 * replaced, or its secret be gone.
 */
async function standingOf(tx: Transaction, as: IdentifiedAs, numberTags: readonly string[]): Promise<Standing> {
  const { citizenId, issuer, subject } = as;
  const known = await findIdentity(tx, citizenId);
  const isSubject = known?.issuer === issuer && known.subject === subject;
  if (known !== null && !isSubject && !numberTags.includes(known.numberTag)) return 'another-person';
  if (await findTiedElsewhere(tx, citizenId, { issuer, subject, numberTags })) return 'tied-elsewhere';
  return known === null ? 'unknown' : 'known';
}
