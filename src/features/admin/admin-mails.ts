import { DAYS, type Link, mail, of } from '../notifications/mail-bounds.ts';

/** The mails about what administrators set. */
export const adminMails = {
  /** Tells the administrators who set another bank account, when, and how the old and the new one end. */
  'commune-account-changed': mail<Link & { agent: string; when: string; before: string; after: string }>({
    recipient: of(20, DAYS),
    sender: null,
    why: 'each may be a fraud; a score says so',
  }),
};
