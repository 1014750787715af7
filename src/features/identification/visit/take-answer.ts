import type { App } from '../../../app.ts';
import type { Fas } from '../../../platform/fas/fas.ts';
import { digestOf } from '../../../platform/sealing.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { type Attempt, findAttemptByState, updateAttemptFound, updateAttemptReturned } from '../attempts.repository.ts';
import type { RefusalReason } from '../refusal.ts';
import { sealFound, unsealSecrets } from '../sealed-identity.ts';
import { type Settled, settle } from './settle.ts';

type VisitApp = Pick<App, 'clock' | 'db' | 'log' | 'sealing'> & { fas: Fas; issuer: string };
export type Taken =
  | { outcome: 'identified' | 'cancelled'; next: OwnPath }
  | { outcome: 'to-confirm'; attemptId: string }
  | { outcome: 'refused'; reason: RefusalReason; next: OwnPath | null };
type Answer = { actor: CitizenActor; answer: URLSearchParams };

/** The seconds that somebody has to read what will be kept, and to confirm it. */
const CONFIRMATION_SECONDS = 15 * 60;

/**
 * Takes what FAS sent back, once, in the sign-in that set out only. A refusal changes nothing but the log and the audit.
 * Throws FasUnavailable, after which one sets out again.
 */
export async function takeAnswer(app: VisitApp, { actor, answer }: Answer): Promise<Taken> {
  const found = await findAttemptByState(app.db, digestOf(answer.get('state') ?? ''));
  const fault = await faultOf(app, actor, found);
  if (found === null || fault !== null) {
    const next = found?.citizenId === actor.id ? found.next : null;
    return refuse(app, actor, { reason: fault ?? 'without-start', next });
  }
  const secrets = unsealSecrets(app.sealing, found.secrets);
  if (secrets === null) return refuse(app, actor, { reason: 'attempt-expired', next: found.next });
  const judged = await app.fas.judge(answer, secrets);
  if (judged.outcome === 'refused') {
    if (judged.reason === 'cancelled') return { outcome: 'cancelled', next: found.next };
    return refuse(app, actor, { reason: judged.reason, next: found.next });
  }
  const settled = await actAsCitizen(app, actor, async (tx): Promise<Settled> => {
    const visit = { actor, attempt: found, person: judged.person, issuer: app.issuer, at: app.clock.now() };
    const result = await settle(tx, app, { ...visit, confirmed: false });
    if (result.outcome === 'to-confirm') {
      const sealed = sealFound(app.sealing, { of: actor.id, person: judged.person }, CONFIRMATION_SECONDS);
      await updateAttemptFound(tx, { ...found, ...ids(actor) }, sealed);
    }
    return result;
  });
  if (settled.outcome === 'refused') return refuse(app, actor, { reason: settled.reason, next: found.next });
  return settled.outcome === 'to-confirm'
    ? { outcome: 'to-confirm', attemptId: found.id }
    : { outcome: 'identified', next: found.next };
}

const ids = ({ id: citizenId, signInId }: CitizenActor) => ({ citizenId, signInId });

/** Returns what is wrong with the way back itself, or null once it was taken for the first time. */
async function faultOf(app: VisitApp, actor: CitizenActor, found: Attempt | null): Promise<RefusalReason | null> {
  if (found === null) return 'without-start';
  if (found.citizenId !== actor.id || found.signInId !== actor.signInId) return 'other-session';
  const at = app.clock.now();
  const taken = await actAsCitizen(app, actor, (tx) => updateAttemptReturned(tx, { ...found, at }));
  if (!taken) return 'used-before';
  return found.expiresAt <= at ? 'attempt-expired' : null;
}

type Refused = { reason: RefusalReason; next: OwnPath | null };

/** Says in the log why, and to auditors who it was. */
export async function refuse(
  app: Pick<App, 'db' | 'log'>,
  actor: CitizenActor,
  refused: Refused,
): Promise<Refused & { outcome: 'refused' }> {
  const { reason } = refused;
  app.log.warn({ reason }, 'identification refused');
  await actAsCitizen(app, actor, (tx, { id: citizenId }) =>
    insertAuditEvent(tx, { name: 'identification-refused', citizenId, network: actor.network, details: { reason } }),
  );
  return { outcome: 'refused', ...refused };
}
