import { visibleLine } from './visible-text.ts';

export type EmailReading =
  /**
   * `asSeen` is false when a visible character was left out: the address is then shown back before anything is sent to
   * it.
   */
  { ok: true; address: string; asSeen: boolean } | { ok: false; problem: 'missing' | 'wrong' };

/** The limits of RFC 5321 § 4.5.3.1 count octets, which are characters here, as the address is ASCII. */
const LONGEST = 254;
const LONGEST_LOCAL_PART = 64;
/**
 * The characters that browsers allow in e-mail fields (HTML, « valid e-mail address »), with single dots only between
 * others (RFC 5321 § 4.1.2).
 */
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
/**
 * The Kelvin sign, the Greek question mark and the Greek grave accent: Unicode normalisation turns them into K, ; and
 * `.
 */
const COMPOSED_INTO_OURS = /[\u212a\u037e\u1fef]/;
const LABEL = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/;

/**
 * Reads an address as a person sees it: without invisible characters, in lower case, with full-width characters made
 * ASCII. « mailto: », brackets around it and a final full stop or comma are left out. The name before the @ must be
 * ASCII; a domain with other letters gets the form that mail servers know (« xn-- »). A character that normalisation
 * turns into an ASCII one (Kelvin) is refused, as two different addresses would become one.
 */
export function readEmailAddress(typed: string): EmailReading {
  const seen = visibleLine(typed);
  if (seen === '') return { ok: false, problem: 'missing' };
  // No address is longer, so a longer text is refused before it is worked on.
  if (seen === null || seen.length > 2 * LONGEST || COMPOSED_INTO_OURS.test(typed))
    return { ok: false, problem: 'wrong' };
  const plain = seen
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/。/g, '.');
  const bare = withoutWrapping(plain);
  const address = addressOf(bare);
  return address === null ? { ok: false, problem: 'wrong' } : { ok: true, address, asSeen: bare === plain };
}

/** Removes what comes with a link or a sentence that was copied. */
function withoutWrapping(text: string): string {
  return text
    .replace(/[.,;]+$/, '')
    .replace(/^[<‹«]\s*(.*?)\s*[>›»]$/, '$1')
    .replace(/^mailto:/i, '')
    .replace(/[.,;]+$/, '');
}

function addressOf(text: string): string | null {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const domain = domainOf(text.slice(at + 1));
  if (at < 1 || domain === null || local.length > LONGEST_LOCAL_PART || !LOCAL_PART.test(local)) return null;
  const address = `${local}@${domain}`.toLowerCase();
  return address.length > LONGEST ? null : address;
}

/**
 * Returns the domain in ASCII and lower case. It must hold a dot, and its last part must not be a number; null
 * otherwise.
 */
function domainOf(text: string): string | null {
  const ascii = /[^!-~]/.test(text) ? asciiOf(text) : text.toLowerCase();
  const labels = ascii?.split('.') ?? [];
  const isDomain =
    labels.length > 1 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '');
  return isDomain ? labels.join('.') : null;
}

/** Returns the form that browsers use in their requests (UTS 46). */
function asciiOf(text: string): string | null {
  const foreign = [...text].filter((sign) => !/[!-~]/.test(sign));
  const looksLikeOurs = foreign.some((sign) => /^[!-~]+$/.test(sign.normalize('NFKC').toLowerCase()));
  if (looksLikeOurs || !/^[\p{L}\p{M}\p{N}.-]+$/u.test(text)) return null;
  return URL.parse(`http://${text}`)?.hostname ?? null;
}
