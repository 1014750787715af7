import { DAYS, HOURS, type Link, MINUTES, mail, OWN_ACT, of } from '../../notifications/mail-bounds.ts';

const toldOfOwnAct = (mails: number, seconds: number) =>
  mail({ recipient: of(mails, seconds), sender: null, why: OWN_ACT });

/** The mails about the account of a citizen. */
export const accountMails = {
  'reset-password': mail<Link & { minutes: number }>({
    recipient: of(3, 30 * MINUTES),
    sender: null,
    why: 'anybody may ask: as long as no other leaves, a link that still works is in the mailbox, so nobody is kept out',
  }),
  'confirm-email': mail<Link & { hours: number }>({
    recipient: of(5, DAYS),
    sender: null,
    why: 'whoever opens an account with another’s address',
  }),
  'address-in-use': mail<Link>({
    recipient: of(2, DAYS),
    sender: of(3, DAYS),
    why: 'whoever signs up with another’s address',
    toWantedAddress: true,
  }),
  // Nobody who asks for another address can tell whether this one is sent, or the one before.
  'change-email': mail<Link & { hours: number }>({
    recipient: of(3, DAYS),
    sender: of(3, DAYS),
    why: 'may be the address of somebody else',
    toWantedAddress: true,
  }),
  'email-change-asked': toldOfOwnAct(3, HOURS),
  'password-changed': toldOfOwnAct(5, HOURS),
  'email-changed': toldOfOwnAct(5, HOURS),
  'account-closed': toldOfOwnAct(3, DAYS),
  'identity-tied': toldOfOwnAct(3, DAYS),
  'sign-in-after-failures': mail({
    recipient: of(3, DAYS),
    sender: null,
    why: 'whoever guesses at a password causes it',
  }),
};
