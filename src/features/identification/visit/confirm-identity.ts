import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { FasPerson } from '../../../platform/fas/fas-person.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { type Attempt, findAttempt, updateAttemptFound } from '../attempts.repository.ts';
import { findIdentity } from '../identities.repository.ts';
import type { RefusalReason } from '../refusal.ts';
import { unsealFound } from '../sealed-identity.ts';
import { type Settled, settle } from './settle.ts';
import { refuse } from './take-answer.ts';

type ConfirmApp = Pick<App, 'db' | 'log' | 'sealing'> & { issuer: string };
type Asked = { actor: CitizenActor; attemptId: string };
export type Confirmed =
  | { outcome: 'identified'; next: OwnPath }
  | { outcome: 'refused'; reason: RefusalReason; next: OwnPath | null };

/** Returns who waits to be confirmed; null once it was, or when a quarter of an hour has passed. Throws NotFound. */
export async function getFoundPerson(
  app: Pick<App, 'db' | 'sealing'>,
  { actor, attemptId }: Asked,
): Promise<{ attempt: Attempt; person: FasPerson | null }> {
  const attempt = await findAttempt(app.db, { id: attemptId, citizenId: actor.id, signInId: actor.signInId });
  if (attempt === null) throw new NotFound();
  return { attempt, person: attempt.found === null ? null : unsealFound(app.sealing, actor.id, attempt.found) };
}

/** Ties the person to the account. A second press of the button finds what the first did. */
export async function confirmIdentity(app: ConfirmApp, { actor, attemptId }: Asked): Promise<Confirmed> {
  const of = { id: attemptId, citizenId: actor.id, signInId: actor.signInId };
  const { next } = (await getFoundPerson(app, { actor, attemptId })).attempt;
  const settled = await actAsCitizen(app, actor, async (tx): Promise<Settled> => {
    const attempt = await findAttempt(tx, of);
    if (attempt === null) throw new NotFound();
    const { found, returnedAt } = attempt;
    if (found === null && (await findIdentity(tx, actor.id)) !== null) return { outcome: 'identified' };
    const person = found === null ? null : unsealFound(app.sealing, actor.id, found);
    if (person === null || returnedAt === null) return { outcome: 'refused', reason: 'attempt-expired' };
    const visit = { actor, attempt, person, issuer: app.issuer, at: returnedAt };
    const result = await settle(tx, app, { ...visit, confirmed: true });
    await updateAttemptFound(tx, of, null);
    return result;
  });
  if (settled.outcome === 'refused') return refuse(app, actor, { reason: settled.reason, next });
  return { outcome: 'identified', next };
}
