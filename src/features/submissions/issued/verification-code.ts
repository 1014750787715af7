import { randomBytes } from 'node:crypto';

/** Crockford's base 32: digits and capitals without those that are read for one another, and without U. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE = new RegExp(`^[${SIGNS}]{16}$`);

/** Returns eighty random bits: nobody finds a code that exists by trying. */
export function newVerificationCode(): string {
  return [...randomBytes(16)].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('');
}

/** Returns « 7K3M-9Q2X-0ABC-D1EF ». */
export function formatVerificationCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * Returns the sixteen signs of a code, however it was copied: small letters, spaces, dashes and dots, O for 0, I and L for
 * 1. Null for what is no code.
 */
export function parseVerificationCode(typed: string): string | null {
  const plain = typed.slice(0, 100).toUpperCase();
  const code = plain
    .replace(/[\s\p{Pd}.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return CODE.test(code) ? code : null;
}

/** Returns the page that verifies a code for anybody, without the language. */
export function verificationPath(code: string): string {
  return `/verification/${formatVerificationCode(code)}`;
}
