import { DAYS, type Link, mail, of } from '../notifications/mail-bounds.ts';

/** The mails about what the helpdesk does. */
export const helpdeskMails = {
  /** Tells a citizen what was done and why, in whole sentences, and when. */
  'helpdesk-helped': mail<Link & { done: string; because: string; when: string }>({
    recipient: of(10, DAYS),
    sender: null,
    why: 'the history of the account tells each act too',
  }),
  /** Tells the administrators about a colleague. */
  'helpdesk-resets-refused': mail<{ agent: string }>({
    recipient: of(3, DAYS),
    sender: null,
    why: 'the first one says it; the audit log has each',
  }),
};
