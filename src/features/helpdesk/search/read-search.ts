import { readEmailAddress } from '../../../domain/email-address.ts';
import { foldText } from '../../../domain/folded-text.ts';
import { type EnterpriseNumber, parseEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { holdsNationalRegisterNumber } from '../../../domain/numbers/national-number.ts';
import { parseReference } from '../../../domain/numbers/reference.ts';
import { parsePhone } from '../../../domain/phone-number.ts';
import { visibleLine } from '../../../domain/visible-text.ts';

/** The readings of a typed number; the search finds accounts that match any of them. */
export type SoughtNumber = {
  reference: string | null;
  enterpriseNumber: EnterpriseNumber | null;
  phone: string | null;
  /** True when the digits may be a national number, which is never kept unless it turns out to be a reference. */
  national: boolean;
};
/** `joined` is the words written as one: « D'Hondt » also finds « Dhondt ». */
export type SoughtName = { words: readonly string[]; joined: string };
export type Sought = { text: string } & (
  | { by: 'email'; email: string }
  | { by: 'number'; number: SoughtNumber }
  | { by: 'name'; name: SoughtName }
);
export const SEARCH_PROBLEMS = ['missing', 'short', 'email', 'number', 'national'] as const;
export type SearchProblem = (typeof SEARCH_PROBLEMS)[number];
export type SearchReading = { ok: true; sought: Sought } | { ok: false; problem: SearchProblem };

/** Digits and signs of numbers, after a prefix such as « BE » or « tél. ». */
const NUMBER = /^(?:be|t[eé]l\.?|gsm)?[\s.:]*[+(]?[\d\s.,()/+\p{Pd}]+$/iu;
const SIGNIFICANT = 3;
const LONGEST = 320;
const MOST_WORDS = 8;

/** Reads what the helpdesk typed: an address, a number of any kind, or names in any order. */
export function readSearch(typed: string): SearchReading {
  const text = visibleLine(typed.slice(0, 2 * LONGEST)) ?? '';
  if (text === '') return { ok: false, problem: 'missing' };
  if (text.length > LONGEST) return { ok: false, problem: 'short' };
  if (text.includes('@')) {
    const reading = readEmailAddress(text);
    return reading.ok
      ? { ok: true, sought: { text, by: 'email', email: reading.address } }
      : { ok: false, problem: 'email' };
  }
  return NUMBER.test(text) ? readNumber(text) : readName(text);
}

function readNumber(text: string): SearchReading {
  if (text.replace(/\D+/g, '').length < SIGNIFICANT) return { ok: false, problem: 'short' };
  const enterprise = parseEnterpriseNumber(text);
  const phone = parsePhone(text);
  const number: SoughtNumber = {
    reference: parseReference(text),
    enterpriseNumber: enterprise.ok ? enterprise.number : null,
    phone: phone.ok ? phone.e164 : null,
    national: holdsNationalRegisterNumber(text),
  };
  const known = number.reference !== null || number.enterpriseNumber !== null || number.phone !== null;
  if (known) return { ok: true, sought: { text, by: 'number', number } };
  return { ok: false, problem: number.national ? 'national' : 'number' };
}

function readName(text: string): SearchReading {
  if (holdsNationalRegisterNumber(text)) return { ok: false, problem: 'national' };
  const words = foldText(text).split(' ').slice(0, MOST_WORDS);
  const joined = words.join('');
  if ([...joined].length < SIGNIFICANT) return { ok: false, problem: 'short' };
  return { ok: true, sought: { text, by: 'name', name: { words, joined } } };
}
