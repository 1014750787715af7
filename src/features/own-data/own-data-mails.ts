import { DAYS, type Link, type MailBound, mail, of } from '../notifications/mail-bounds.ts';

const OF_IDLE: MailBound = {
  recipient: of(2, DAYS),
  sender: null,
  why: 'each step leaves once, weeks after the one before',
};

/** The mails about an account that nobody uses; `until` is the day until which signing in keeps it. */
export const ownDataMails = {
  'idle-account-warned': mail<Link & { until: string }>(OF_IDLE),
  'idle-account-warned-again': mail<Link & { until: string }>(OF_IDLE),
  /** One number, or a list of several. */
  'idle-account-asked-to-hand-over': mail<Link & { number: string }>(OF_IDLE),
  'idle-account-closed': mail(OF_IDLE),
};
