import type { Shell } from '../../../web/page/shell.ts';
import { formatVerificationCode } from '../issued/verification-code.ts';

/** Tells somebody without an account to keep the reference and the code that brings the request into an account. */
export type GuestNote = { note: string; claim: { text: string; code: string } | null };

export function guestNote(code: string | null, t: Shell['t']): GuestNote {
  const claim = code === null ? null : { text: t('submissions:claim.text'), code: formatVerificationCode(code) };
  return { note: t('submissions:guest.note'), claim };
}
