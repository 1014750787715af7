import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

export type PhoneKind = 'fixed' | 'mobile' | 'other';
export type PhoneReading = { ok: true; e164: string; kind: PhoneKind } | { ok: false };

const maxTypedLength = 100;

/**
 * Reads a phone number in any usual writing, Belgian unless it begins with + or 00. The zero left after +32 is
 * repaired. An extension is refused: E.164 (« +3225551234 ») has no place for it. Foreign numbers are of kind `other`,
 * because the small metadata of the library do not tell their kinds apart.
 */
export function parsePhone(typed: string): PhoneReading {
  if (typed.length > maxTypedLength) return { ok: false };
  const phone = parsePhoneNumberFromString(tidied(typed), { defaultCountry: 'BE', extract: false });
  if (phone === undefined || phone.ext !== undefined || !phone.isValid()) return { ok: false };
  const kind = phone.country === 'BE' ? belgianKind(phone.nationalNumber) : 'other';
  return kind === null ? { ok: false } : { ok: true, e164: phone.number, kind };
}

/** « 02 555 12 34 », « 0470 12 34 56 », and « +33 6 12 34 56 78 » for a foreign number. */
export function formatPhone(e164: string): string {
  const phone = parsePhoneNumberFromString(e164);
  if (phone === undefined) return e164;
  return phone.country === 'BE' ? phone.formatNational() : phone.formatInternational();
}

/** Undoes what comes with a pasted number (special spaces, invisible marks, a label), « (+32) » and « +0032 ». */
function tidied(typed: string): string {
  return typed
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^(?:t[eé]l|gsm)[\s.:]*/iu, '')
    .replace(/^\(\s*((?:\+|00)\s*\d{1,3})\s*\)/, '$1')
    .replace(/^\+\s*00/, '+');
}

/** From the digits after +32, after the large metadata of the library (1.13); null where no such number can exist. */
function belgianKind(national: string): PhoneKind | null {
  if (/^4[5-9]\d{7}$/.test(national)) return 'mobile';
  if (/^(?:7[08]\d|800|90\d)\d{5}$/.test(national)) return 'other';
  return /^(?:[23][2-8]|4[23]|9[2-8]|[156]\d|71|8\d)\d{6}$/.test(national) ? 'fixed' : null;
}
