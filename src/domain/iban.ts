import { friendlyFormatIBAN, isValidIBAN } from 'ibantools';

/**
 * Reads an account number in any usual writing, of every country that has IBANs (ISO 13616): letters in capitals, no
 * spaces. Returns null when a check fails, that of the country's own number included.
 */
export function parseIban(typed: string): string | null {
  const iban = typed
    .normalize('NFKC')
    .replace(/^\s*iban\b\s*:?/i, '')
    .replace(/[\s.\-\u200b]/g, '')
    .toUpperCase();
  return isValidIBAN(iban) ? iban : null;
}

/** « BE06 0961 2578 0022 » */
export function formatIban(iban: string): string {
  return friendlyFormatIBAN(iban) ?? iban;
}
