import { Secret, TOTP } from 'otpauth';

const ISSUER = 'Schaerbeek 1030 Agents';
const STEP_SECONDS = 30;

/** 160 random bits in base32, as authenticator apps take them (RFC 4226 § 4, RFC 4648 § 6). */
export function newSecondFactor(): string {
  return new Secret({ size: 20 }).base32;
}

/** What the QR code says: apps show the issuer and the account above the six digits. */
export function secondFactorUri(secret: string, account: string): string {
  return totpOf(secret, account).toString();
}

/**
 * The time step whose code this is: now, the one before or the one after (RFC 6238 § 5.2). Null when it is of none. Who
 * keeps the step and accepts only later ones accepts each code once.
 */
export function timeStepOf(secret: string, { code, at }: { code: string; at: Date }): number | null {
  // The library takes what is as long in characters but not in bytes for an accident.
  if (!/^\d{6}$/.test(code)) return null;
  const timestamp = at.getTime();
  const delta = totpOf(secret).validate({ token: code, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1_000 / STEP_SECONDS) + delta;
}

/** What an authenticator app shows at that moment, for demonstration accounts and tests. */
export function codeAt(secret: string, at: Date): string {
  return totpOf(secret).generate({ timestamp: at.getTime() });
}

/** « ABCD EFGH … »: to be typed by hand where no camera is. */
export function inGroupsOfFour(secret: string): string {
  return secret.replace(/.{4}(?=.)/g, '$& ');
}

/** SHA-1, six digits, 30 seconds: what every app knows; several ignore any other choice silently. */
function totpOf(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret), period: STEP_SECONDS });
}
