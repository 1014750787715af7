import type { Shell } from '../../../web/page/shell.ts';
import { formatVerificationCode } from '../issued/verification-code.ts';

/** What somebody without an account has to keep: the reference and, to take the request into an account later, a code. */
export type GuestNote = { note: string; claim: { text: string; code: string } | null };

export function guestNote(code: string | null, t: Shell['t']): GuestNote {
  const claim = code === null ? null : { text: t('submissions:claim.text'), code: formatVerificationCode(code) };
  return { note: t('submissions:guest.note'), claim };
}
