import { Secret, TOTP } from 'otpauth';

const STEP_SECONDS = 30;

/**
 * Returns a secret of 160 random bits in base32, the form that authenticator apps accept (RFC 4226 § 4, RFC 4648 § 6).
 */
export function newSecondFactor(): string {
  return new Secret({ size: 20 }).base32;
}

/**
 * Returns the `otpauth:` address for the QR code. Apps show above the six digits whose portal it is, as the issuer, and
 * the account.
 */
export function secondFactorUri(secret: string, shown: { site: string; account: string }): string {
  return totpOf(secret, { issuer: `${shown.site} Agents`, label: shown.account }).toString();
}

/**
 * Returns the time step that the code belongs to: the present one, the one before or the one after (RFC 6238 § 5.2).
 * Returns null for a code of no such step. To accept each code only once, the caller stores the step and then accepts
 * later steps only.
 */
export function timeStepOf(secret: string, { code, at }: { code: string; at: Date }): number | null {
  // The library throws for a code that has six characters but more bytes.
  if (!/^\d{6}$/.test(code)) return null;
  const timestamp = at.getTime();
  const delta = totpOf(secret).validate({ token: code, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1_000 / STEP_SECONDS) + delta;
}

/** Returns the code that an authenticator app shows at that moment, for demonstration accounts and tests. */
export function codeAt(secret: string, at: Date): string {
  return totpOf(secret).generate({ timestamp: at.getTime() });
}

/** Returns « ABCD EFGH … », which is easier to type by hand where there is no camera. */
export function inGroupsOfFour(secret: string): string {
  return secret.replace(/.{4}(?=.)/g, '$& ');
}

/** SHA-1, six digits and 30 seconds are what every app supports; several apps silently ignore any other choice. */
function totpOf(secret: string, named = { issuer: '', label: '' }): TOTP {
  return new TOTP({ ...named, secret: Secret.fromBase32(secret), period: STEP_SECONDS });
}
