import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { digestOf } from '../../../platform/sealing.ts';
import type { Client } from '../../../web/pipeline/client.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { judgeBehindDelay } from '../../credentials/sign-in-delay.ts';
import { beginStaffSignIn } from '../sign-in/begin-staff-sign-in.ts';
import type { StaffSignInOutcome } from '../sign-in/sign-in-staff.ts';
import { updatePasskeyUsed } from './passkeys.repository.ts';
import { type PasskeyJudged, proveByPasskey } from './prove-by-passkey.ts';

type Input = { attempt: string; credential: string; client: Client };

/**
 * Signs in with a passkey alone, as the device has verified the person. Wrong answers delay that passkey and nothing
 * else, as guessing at a password must not keep its owner from the passkey. Whatever is wrong, the answer is the same.
 */
export async function signInByPasskey(
  app: Pick<App, 'config' | 'db'>,
  { attempt, credential, client }: Input,
): Promise<StaffSignInOutcome> {
  const judged = await proveByPasskey(app, { holder: `sign-in ${attempt}`, credential });
  return app.db.transaction((tx) => judge(tx, judged, client));
}

async function judge(
  tx: Transaction,
  { credentialId, staffMemberId, proof }: PasskeyJudged,
  client: Client,
): Promise<StaffSignInOutcome> {
  const used = await judgeBehindDelay(tx, {
    digest: digestOf(`staff passkey ${credentialId ?? ''}`),
    prove: async () => (proof === null ? null : updatePasskeyUsed(tx, { ...proof.passkey, counter: proof.counter })),
  });
  if (proof === null || used.proof === null) {
    const wrong = proof !== null && proof.counter <= proof.passkey.counter ? 'passkey counter' : 'passkey';
    const event = { name: 'staff-sign-in-refused', staffMemberId, network: client.network } as const;
    await insertAuditEvent(tx, { ...event, details: { wrong } });
    return { outcome: 'refused' };
  }
  const account = { id: proof.passkey.staffMemberId };
  const begun = { account, epoch: used.proof, client, factor: 'passkey', failures: used.failures } as const;
  return { outcome: 'signed-in', factor: 'passkey', ...(await beginStaffSignIn(tx, begun)) };
}
