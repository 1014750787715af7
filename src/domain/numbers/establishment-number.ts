/**
 * Reads the number of an establishment unit (unité d'établissement, vestigingseenheid): ten digits, the first from 2 to
 * 8, the last two equal to 97 − (the first eight mod 97), as FPS Economy describes it. Returns null for any other text.
 */
export function parseEstablishmentNumber(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s.\-–/]/g, '');
  if (!/^[2-8]\d{9}$/.test(digits)) return null;
  return 97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8)) ? digits : null;
}

/** Returns the number as people read it: « 2.147.812.701 ». */
export function formatEstablishmentNumber(number: string): string {
  return number.replace(/^(\d)(\d{3})(\d{3})(\d{3})$/, '$1.$2.$3.$4');
}
