/**
 * Returns the code by which the desk finds a draft that its owner cannot file: the first ten hexadecimal digits of its
 * id, in capitals, as in « 3F2A9-1BC07 ». The desk looks it up as the beginning of a key.
 */
export function deskCode(draftId: string): string {
  const digits = draftId.replaceAll('-', '').slice(0, 10).toUpperCase();
  return `${digits.slice(0, 5)}-${digits.slice(5)}`;
}

/**
 * Reads a code as it is typed or heard: in any case, with any dashes and spaces, O for 0 and I or L for 1. Returns its ten
 * digits in lower case, or null for what is none.
 */
export function parseDeskCode(typed: string): string | null {
  const digits = typed
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');
  return /^[0-9a-f]{10}$/.test(digits) ? digits : null;
}
