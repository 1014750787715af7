/** The code points of the digit zero: Arabic, Persian, Hindi and Bengali. Full-width digits are handled by NFKC. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6];
const FOREIGN_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]/g;

/** The separators that people type between and after copied digits: spaces, dots, commas and dashes. */
const SEPARATORS = /[\s.,;:\u00b7\p{Pd}]+/gu;

/** Returns the digits of a code that was copied from a picture or an app: « ４３８-９６０. » is « 438960 ». */
export const copiedDigits = (typed: string): string => withPlainDigits(typed).replace(SEPARATORS, '');

/** Replaces the digits of other scripts with ASCII digits. */
export function withPlainDigits(typed: string): string {
  return typed.normalize('NFKC').replace(FOREIGN_DIGIT, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (ZEROS.findLast((zero) => zero <= code) ?? code));
  });
}
