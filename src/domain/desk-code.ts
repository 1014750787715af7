/**
 * Returns the code by which the desk finds a draft that its owner cannot file: the first ten hexadecimal digits of its
 * id, in capitals, as in « 3F2A9-1BC07 ». The desk looks it up as the beginning of a key.
 */
export function deskCode(draftId: string): string {
  const digits = draftId.replaceAll('-', '').slice(0, 10).toUpperCase();
  return `${digits.slice(0, 5)}-${digits.slice(5)}`;
}
