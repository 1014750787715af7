import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { addJob } from '../../../platform/jobs.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { findSubmission, lockSubmission } from '../follow-up/submissions.repository.ts';
import { type ChangingApp, changeSubmission } from '../handling/change-submission.ts';
import { findGuestOfCode, updateGuestToCitizen } from './guest-codes.repository.ts';

/** Eleven digits, and sixteen signs. */
type Pair = { reference: string; code: string };
/** `unknown` says as much of a reference that does not exist as of a wrong code. */
export type ClaimOutcome = 'claimed' | 'unknown' | 'too-many';
type ClaimingApp = Pick<App, 'db' | 'quotas'> & ChangingApp;

/**
 * Takes what was filed without an account into that of a citizen who has its reference and its code, once: whoever comes
 * second, from the same form or from another account, finds the code gone. Each wrong pair takes a point of the account
 * and one of the network.
 */
export async function claimSubmission(
  app: ClaimingApp,
  { actor, ...pair }: Pair & { actor: CitizenActor },
): Promise<ClaimOutcome> {
  const { claims, verifications } = app.quotas;
  if ((await claims.take(actor.id)) > 0 || (await verifications.take(actor.network)) > 0) return 'too-many';
  const claimed = await actAsCitizen(app, actor, (tx, citizen) => claim(app, tx, { ...pair, citizenId: citizen.id }));
  if (!claimed) return 'unknown';
  await claims.giveBack(actor.id);
  await verifications.giveBack(actor.network);
  return 'claimed';
}

async function claim(app: ChangingApp, tx: Transaction, { citizenId, ...pair }: Pair & { citizenId: string }) {
  const guestId = await findGuestOfCode(tx, pair);
  const { reference } = pair;
  const submission = guestId === null ? null : await lockSubmission(tx, { reference, citizenId: guestId });
  if (submission === null) return (await findSubmission(tx, { reference, citizenId })) !== null;
  const { id } = submission;
  await updateGuestToCitizen(tx, { id, citizenId });
  const change = { event: { name: 'claimed', detail: {} } } as const;
  await changeSubmission(app, tx, {
    submission: { ...submission, citizenId },
    change,
    by: { kind: 'citizen', id: citizenId },
  });
  await addJob(tx, { name: 'send-submission-claimed', payload: { id } });
  return true;
}
