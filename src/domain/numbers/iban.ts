import { friendlyFormatIBAN, isValidIBAN } from 'ibantools';

/**
 * Reads a bank account number in any usual notation, of every country that uses the IBAN (ISO 13616). Returns it in
 * capitals without spaces, or null when a check fails; the country's own check digits are verified too.
 */
export function parseIban(typed: string): string | null {
  const iban = typed
    .normalize('NFKC')
    .replace(/^\s*iban\b\s*:?/i, '')
    .replace(/[\s.\-\u200b]/g, '')
    .toUpperCase();
  return isValidIBAN(iban) ? iban : null;
}

/** Returns the number as people read it: « BE06 0961 2578 0022 ». */
export function formatIban(iban: string): string {
  return friendlyFormatIBAN(iban) ?? iban;
}

/** Returns true for the code of a bank (ISO 9362) in capitals, of eight or eleven signs. */
export const isBic = (code: string): boolean => /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(code);
