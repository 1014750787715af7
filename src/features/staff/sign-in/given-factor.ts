import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { newSecondFactor, timeStepOf } from '../../../platform/second-factor.ts';
import { isRecoveryCode, recoveryDigest } from '../recovery/recovery-code.ts';
import { deleteUsedRecoveryCode, findRecoveryCode } from '../recovery/recovery-codes.repository.ts';
import { openSecondFactor, sealSecondFactor } from '../sealed-second-factor.ts';
import { type StaffCredentials, updateStaffCodeUsed } from '../staff-credentials.repository.ts';
import type { StaffFactor } from '../staff-sign-ins.repository.ts';

const NOBODYS = { id: '00000000-0000-0000-0000-000000000000', secret: newSecondFactor() };

type FactorApp = Pick<App, 'clock' | 'db' | 'passwords' | 'sealing'>;
/** `password` is null when it was wrong. */
type Given = { account: StaffCredentials | null; password: string | null; code: string };
/**
 * A factor that is right. `use` uses it up and returns the session epoch, or null when the factor is no longer valid.
 */
export type RightFactor = { id: string; factor: StaffFactor; use(tx: Transaction): Promise<number | null> };

/**
 * Judges what was typed as the second factor: a code of the app, or a recovery code. Returns null for a wrong one, and
 * beside a wrong password. What is read and computed depends on the form of what was typed only, so that the time tells nothing about the account.
 */
export function rightFactor(app: FactorApp, given: Given): Promise<RightFactor | null> {
  return isRecoveryCode(given.code) ? rightRecoveryCode(app, given) : rightCode(app, given);
}

async function rightRecoveryCode({ db }: FactorApp, { account, password, code }: Given): Promise<RightFactor | null> {
  const staffMemberId = account?.id ?? NOBODYS.id;
  const digest = recoveryDigest(staffMemberId, code);
  const found = await findRecoveryCode(db, { staffMemberId, digest });
  if (found === null || account === null || password === null) return null;
  const { id, passwordHash } = account;
  return {
    id,
    factor: 'recovery-code',
    use: (tx) => deleteUsedRecoveryCode(tx, { staffMemberId: id, digest, passwordHash }),
  };
}

async function rightCode(app: FactorApp, { account, password, code }: Given): Promise<RightFactor | null> {
  const secret = account === null ? null : openSecondFactor(app, { of: account.id, sealed: account.secondFactor });
  const timeStep = timeStepOf(secret ?? NOBODYS.secret, { code, at: app.clock.now() });
  const secondFactor = account?.secondFactor ?? null;
  if (account === null || secret === null || secondFactor === null || timeStep === null || password === null)
    return null;
  const { id, passwordHash } = account;
  // Both are computed anew when they were made with weaker parameters, or with a secret that will be removed.
  const renewed = {
    passwordHash: app.passwords.isOutdated(passwordHash) ? await app.passwords.hash(password) : null,
    secondFactor: app.sealing.isOutdated('second-factor', secondFactor)
      ? sealSecondFactor(app, { of: id, secret })
      : null,
  };
  return {
    id,
    factor: 'code',
    use: (tx) => updateStaffCodeUsed(tx, { id, passwordHash, secondFactor, timeStep, renewed }),
  };
}
