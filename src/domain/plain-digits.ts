/** Where the ten digits of a script begin: Arabic, Persian, Hindi, Bengali. Full-width ones are undone by NFKC. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6];
const FOREIGN_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]/g;

/** With the digits of our keyboards. */
export function withPlainDigits(typed: string): string {
  return typed.normalize('NFKC').replace(FOREIGN_DIGIT, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (ZEROS.findLast((zero) => zero <= code) ?? code));
  });
}
