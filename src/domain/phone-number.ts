import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

export type PhoneKind = 'fixed' | 'mobile' | 'other';
export type PhoneReading = { ok: true; e164: string; kind: PhoneKind } | { ok: false };

const maxTypedLength = 100;

/**
 * Reads a telephone number in any usual notation, as a Belgian one unless it begins with + or 00. A zero after +32 is
 * removed. A number with an extension is refused, as E.164 (« +3225551234 ») cannot hold one. Foreign numbers have the
 * kind `other`, because the library's small metadata do not tell their kinds.
 */
export function parsePhone(typed: string): PhoneReading {
  if (typed.length > maxTypedLength) return { ok: false };
  const phone = parsePhoneNumberFromString(tidied(typed), { defaultCountry: 'BE', extract: false });
  if (phone === undefined || phone.ext !== undefined || !phone.isValid()) return { ok: false };
  const kind = phone.country === 'BE' ? belgianKind(phone.nationalNumber) : 'other';
  return kind === null ? { ok: false } : { ok: true, e164: phone.number, kind };
}

/** Returns « 02 555 12 34 » or « 0470 12 34 56 » for a Belgian number, « +33 6 12 34 56 78 » for a foreign one. */
export function formatPhone(e164: string): string {
  const phone = parsePhoneNumberFromString(e164);
  if (phone === undefined) return e164;
  return phone.country === 'BE' ? phone.formatNational() : phone.formatInternational();
}

/**
 * Repairs what comes with a number that was copied from elsewhere: special spaces, invisible characters, a label such
 * as « tél. », « (+32) » and « +0032 ».
 */
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

/**
 * Returns the kind of the digits that follow +32, or null where no such number can exist. The patterns are taken from
 * the library's large metadata (version 1.13).
 */
function belgianKind(national: string): PhoneKind | null {
  if (/^4[5-9]\d{7}$/.test(national)) return 'mobile';
  if (/^(?:7[08]\d|800|90\d)\d{5}$/.test(national)) return 'other';
  return /^(?:[23][2-8]|4[23]|9[2-8]|[156]\d|71|8\d)\d{6}$/.test(national) ? 'fixed' : null;
}
