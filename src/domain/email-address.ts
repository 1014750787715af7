import { visibleLine } from './visible-text.ts';

export type EmailReading =
  /** `asSeen` is false when something that is seen was left out: to be shown back before anything is sent there. */
  { ok: true; address: string; asSeen: boolean } | { ok: false; problem: 'missing' | 'wrong' };

/** RFC 5321 § 4.5.3.1: octets, which are characters here, as all is ASCII. */
const LONGEST = 254;
const LONGEST_LOCAL_PART = 64;
/** The signs that browsers allow in e-mail fields (HTML, « valid e-mail address »), with dots between only (RFC 5321 § 4.1.2). */
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
/** Kelvin, the Greek question mark and the Greek grave: Unicode composes them into K, ; and ` before anybody can look. */
const COMPOSED_INTO_OURS = /[\u212a\u037e\u1fef]/;
const LABEL = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/;

/**
 * Reads an address as it is seen: without unseen signs, in lower case, full-width signs as ours. « mailto: », brackets
 * around it and a last full stop or comma are left out. The name is ASCII; a domain with other letters becomes the form
 * that mail servers know (« xn-- »). A sign that only looks like one of ours once folded (Kelvin) is refused: two
 * addresses would become one.
 */
export function readEmailAddress(typed: string): EmailReading {
  const seen = visibleLine(typed);
  if (seen === '') return { ok: false, problem: 'missing' };
  // More would be cut off in vain: no address is that long.
  if (seen === null || seen.length > 2 * LONGEST || COMPOSED_INTO_OURS.test(typed))
    return { ok: false, problem: 'wrong' };
  const plain = seen
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/。/g, '.');
  const bare = withoutWrapping(plain);
  const address = addressOf(bare);
  return address === null ? { ok: false, problem: 'wrong' } : { ok: true, address, asSeen: bare === plain };
}

/** Without what comes with a link or a sentence that was copied. */
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

/** In ASCII and lower case, with a dot, its last part no number; null when it is none. */
function domainOf(text: string): string | null {
  const ascii = /[^!-~]/.test(text) ? asciiOf(text) : text.toLowerCase();
  const labels = ascii?.split('.') ?? [];
  const isDomain =
    labels.length > 1 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '');
  return isDomain ? labels.join('.') : null;
}

/** As browsers write it in their requests (UTS 46). */
function asciiOf(text: string): string | null {
  const foreign = [...text].filter((sign) => !/[!-~]/.test(sign));
  const looksLikeOurs = foreign.some((sign) => /^[!-~]+$/.test(sign.normalize('NFKC').toLowerCase()));
  if (looksLikeOurs || !/^[\p{L}\p{M}\p{N}.-]+$/u.test(text)) return null;
  return URL.parse(`http://${text}`)?.hostname ?? null;
}
