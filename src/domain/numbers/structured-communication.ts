/**
 * Reads the structured communication of a Belgian transfer (standard of Febelfin): twelve digits, the last two the
 * remainder of the first ten by 97, where 0 is written 97. Returns the twelve digits, or null for any other text.
 */
export function parseStructuredCommunication(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s+*/]/g, '');
  if (!/^\d{12}$/.test(digits)) return null;
  const remainder = Number(digits.slice(0, 10)) % 97;
  return (remainder === 0 ? 97 : remainder) === Number(digits.slice(10)) ? digits : null;
}

/** Returns the communication as banks print it: « +++202/6000/00192+++ ». */
export function formatStructuredCommunication(digits: string): string {
  return `+++${digits.slice(0, 3)}/${digits.slice(3, 7)}/${digits.slice(7)}+++`;
}
