import { slipIn } from '../../web/form/email-slip.ts';
import type { Shell } from '../../web/page/shell.ts';
import type { Citizen } from '../accounts/citizens.repository.ts';

type Link = { href: string; text: string };
/** The model of views/partials/my-space/unreached.ejs: an address at which the commune may not reach the person. */
export type UnreachedEmail = {
  title: string;
  text: string;
  email: string;
  meant: string | null;
  why: string;
  again: Link;
  change: Link;
};

/**
 * Says that mails to the address are refused, or else that it is not confirmed; null when neither is so. A mail that is
 * taken, a confirmation and a new address each end the first.
 */
export function unreachedEmail(
  { email, emailConfirmedAt, emailRefusedAt }: Citizen,
  { t, at }: Shell,
): UnreachedEmail | null {
  if (emailConfirmedAt !== null && emailRefusedAt === null) return null;
  const about = emailRefusedAt === null ? 'confirm' : 'refused';
  const again = emailRefusedAt === null ? 'accounts:confirm.sendAgain' : 'my-space:refused.again';
  return {
    title: t(`my-space:${about}.title`),
    text: t(`my-space:${about}.text`),
    email,
    meant: slipIn(email, t),
    why: t(`my-space:${about}.why`),
    again: { href: at('/email-confirmation'), text: t(again) },
    change: { href: at('/account/email'), text: t('my-space:confirm.wrong') },
  };
}
