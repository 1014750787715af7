import { DAYS, type DeclaredMail, HOURS, type Link, mail, OWN_ACT, of } from '../notifications/mail-bounds.ts';

/** The mails that `send-staff-notice.ts` sends: what happened to one's own account, with a link to its pages. */
export const STAFF_NOTICES = [
  'staff-sign-in-after-failures',
  'staff-password-changed',
  'staff-app-changed',
  'staff-passkey-added',
  'staff-passkey-removed',
  'staff-recovery-codes-made',
  'staff-recovery-code-used',
] as const;
const ofOwnAct = mail<Link>({ recipient: of(5, HOURS), sender: null, why: OWN_ACT });

/** The mails about the accounts of the staff. */
export const staffMails = {
  'staff-sign-in-after-failures': mail<Link>({
    recipient: of(3, DAYS),
    sender: null,
    why: 'whoever guesses at a password causes it',
  }),
  'staff-password-changed': ofOwnAct,
  'staff-app-changed': ofOwnAct,
  'staff-passkey-added': ofOwnAct,
  'staff-passkey-removed': ofOwnAct,
  'staff-recovery-codes-made': ofOwnAct,
  'staff-recovery-code-used': mail<Link>({ recipient: of(10, HOURS), sender: null, why: 'there are ten in a set' }),
  'staff-invitation': mail<Link & { hours: number }>({
    recipient: of(5, DAYS),
    sender: null,
    why: 'asked by an administrator, who is told when there were enough',
  }),
  /** Says in a sentence what an administrator did. */
  'staff-account-handled': mail<{ change: string }>({ recipient: of(20, DAYS), sender: null, why: OWN_ACT }),
} satisfies Record<(typeof STAFF_NOTICES)[number], DeclaredMail> & Record<string, DeclaredMail>;
