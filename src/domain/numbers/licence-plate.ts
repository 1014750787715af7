const LONGEST = 10;

/**
 * Reads a number plate of any country. Returns letters and digits in capitals, written « 1-ABC-234 » where they have
 * the Belgian form of one digit, three letters and three digits. Older, personalised and foreign plates are not
 * divided, as their forms differ (Belgium allows one to eight letters or digits). Returns null for other signs, and for
 * more than ten.
 */
export function parsePlate(typed: string): string | null {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.\-–·•_]/g, '');
  if (signs.length === 0 || signs.length > LONGEST || !/^[\p{Lu}\d]+$/u.test(signs)) return null;
  return signs.replace(/^(\d)([A-Z]{3})(\d{3})$/, '$1-$2-$3');
}
