import { randomInt } from 'node:crypto';
import { digestOf } from '../../../platform/sealing.ts';

export const RECOVERY_CODES = 10;
const DIGITS = 20;

/**
 * Returns a set of codes of 20 digits. Digits, because the field of the code opens the keyboard of numbers on a telephone
 * and nobody takes an O for a zero. They are 66 random bits, too many to try, so that a plain digest keeps them.
 */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () =>
    Array.from({ length: DIGITS }, () => String(randomInt(10))).join(''),
  );
}

/** Tells a recovery code from the six digits of an app, once separators are gone. */
export const isRecoveryCode = (code: string): boolean => code.length === DIGITS && /^\d+$/.test(code);

/** Returns the digest of a code. It includes the account, so that the code of one person is never valid for another. */
export const recoveryDigest = (of: string, code: string): Buffer => digestOf(`staff recovery ${of} ${code}`);
