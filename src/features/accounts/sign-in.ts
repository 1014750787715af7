import type { App } from '../../app.ts';
import { digestOf } from '../../platform/sealing.ts';
import type { Client } from '../../web/client.ts';
import { insertAuditEvent } from '../audit/audit-events.repository.ts';
import { queueAccountNotice } from './account-jobs.ts';
import { type Citizen, findCitizenByEmail, findPasswordHash, updateCitizenPassword } from './citizens.repository.ts';
import { deleteSignInDelay, findSignInDelay, insertSignInFailure } from './sign-in-delays.repository.ts';
import { deleteOldestSessions, insertSignIn } from './sign-ins.repository.ts';

const OTHER_SESSIONS_KEPT = 4;
const FAILURES_WORTH_TELLING = 5;

export type SignInInput = { email: string; password: string; client: Client };
export type SignInOutcome = { outcome: 'signed-in'; citizen: Citizen; signInId: string } | { outcome: 'refused' };

/**
 * One answer, in one time, for an unknown address, a wrong password, a delayed, suspended or closed account: the same
 * queries run and one hash is computed in every case.
 */
export async function signIn(app: Pick<App, 'db' | 'passwords'>, input: SignInInput): Promise<SignInOutcome> {
  const emailDigest = digestOf(input.email);
  const delay = await findSignInDelay(app.db, emailDigest);
  const citizen = await findCitizenByEmail(app.db, input.email);
  const hash = await findPasswordHash(app.db, citizen?.id ?? '00000000-0000-0000-0000-000000000000');
  const right = await app.passwords.verify(hash, input.password);
  const accepted = right && citizen !== null && delay?.delayed !== true;
  if (!accepted) {
    await refuse(app, {
      emailDigest,
      citizenId: citizen?.id ?? null,
      client: input.client,
      counted: delay?.delayed !== true,
    });
    return { outcome: 'refused' };
  }
  const signInId = await accept(app, { citizen, emailDigest, failures: delay?.failures ?? 0, client: input.client });
  if (hash !== null && app.passwords.isOutdated(hash)) await rehash(app, citizen.id, input.password);
  return { outcome: 'signed-in', citizen, signInId };
}

type Refused = { emailDigest: Buffer; citizenId: string | null; client: Client; counted: boolean };

/** Tries made during a delay do not lengthen it: nobody can keep a citizen out for ever. */
function refuse(app: Pick<App, 'db'>, { emailDigest, citizenId, client, counted }: Refused): Promise<void> {
  return app.db.transaction(async (tx) => {
    if (counted) await insertSignInFailure(tx, emailDigest);
    await insertAuditEvent(tx, { name: 'sign-in-refused', citizenId, network: client.network });
  });
}

type Accepted = { citizen: Citizen; emailDigest: Buffer; failures: number; client: Client };

function accept(app: Pick<App, 'db'>, { citizen, emailDigest, failures, client }: Accepted): Promise<string> {
  const { id: citizenId, email, language } = citizen;
  return app.db.transaction(async (tx) => {
    if (failures > 0) await deleteSignInDelay(tx, emailDigest);
    if (failures >= FAILURES_WORTH_TELLING) {
      await queueAccountNotice(tx, { kind: 'sign-in-after-failures', email, language });
    }
    await deleteOldestSessions(tx, { citizenId, keep: OTHER_SESSIONS_KEPT });
    await insertAuditEvent(tx, { name: 'signed-in', citizenId, network: client.network });
    return insertSignIn(tx, { citizenId, ...client });
  });
}

async function rehash(app: Pick<App, 'db' | 'passwords'>, citizenId: string, password: string): Promise<void> {
  const stronger = await app.passwords.hash(password);
  await app.db.transaction((tx) => updateCitizenPassword(tx, citizenId, stronger));
}
