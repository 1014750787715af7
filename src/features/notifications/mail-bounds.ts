import type { MailKind } from './mails.ts';

const MINUTES = 60;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;

/** That many mails in that many seconds, counted from the first. */
export type Bound = { mails: number; seconds: number };
/**
 * `recipient` limits the mails to one address, `sender` those that one citizen makes the portal write to others. Null
 * means no limit. Each kind of mail is counted apart, so that one kind never stops another.
 */
export type MailBound = { recipient: Bound | null; sender: Bound | null; why: string };

const of = (mails: number, seconds: number): Bound => ({ mails, seconds });
const OWN_ACT = 'tells of what was done to the account: the first ones say it, a hundred say no more';
const TO_OTHERS = { recipient: of(10, DAYS), sender: of(50, DAYS) };
const OF_COMMUNE = { recipient: of(10, DAYS), sender: null, why: 'by the commune or by time; Mon espace tells it too' };
const OF_MANAGERS = { ...TO_OTHERS, why: 'a manager decides about somebody; Mon espace tells it too' };
const OF_IDLE = { recipient: of(2, DAYS), sender: null, why: 'each step leaves once, weeks after the one before' };

/** The limit of each kind of mail; a kind that is missing here does not compile. README.md says the same. */
export const MAIL_BOUNDS = {
  'reset-password': {
    recipient: of(3, 30 * MINUTES),
    sender: null,
    why: 'anybody may ask: as long as no other leaves, a link that still works is in the mailbox, so nobody is kept out',
  },
  'confirm-email': { recipient: of(5, DAYS), sender: null, why: 'whoever opens an account with another’s address' },
  'address-in-use': { recipient: of(2, DAYS), sender: of(3, DAYS), why: 'whoever signs up with another’s address' },
  'change-email': { recipient: of(3, DAYS), sender: of(3, DAYS), why: 'may be the address of somebody else' },
  'email-change-asked': { recipient: of(3, HOURS), sender: null, why: OWN_ACT },
  'password-changed': { recipient: of(5, HOURS), sender: null, why: OWN_ACT },
  'email-changed': { recipient: of(5, HOURS), sender: null, why: OWN_ACT },
  'account-closed': { recipient: of(3, DAYS), sender: null, why: OWN_ACT },
  'identity-tied': { recipient: of(3, DAYS), sender: null, why: OWN_ACT },
  'sign-in-after-failures': { recipient: of(3, DAYS), sender: null, why: 'whoever guesses at a password causes it' },
  'staff-sign-in-after-failures': {
    recipient: of(3, DAYS),
    sender: null,
    why: 'whoever guesses at a password causes it',
  },
  'staff-password-changed': { recipient: of(5, HOURS), sender: null, why: OWN_ACT },
  'staff-app-changed': { recipient: of(5, HOURS), sender: null, why: OWN_ACT },
  'staff-passkey-added': { recipient: of(5, HOURS), sender: null, why: OWN_ACT },
  'staff-passkey-removed': { recipient: of(5, HOURS), sender: null, why: OWN_ACT },
  'staff-recovery-codes-made': { recipient: of(5, HOURS), sender: null, why: OWN_ACT },
  'staff-recovery-code-used': { recipient: of(10, HOURS), sender: null, why: 'there are ten in a set' },
  'helpdesk-helped': { recipient: of(10, DAYS), sender: null, why: 'the history of the account tells each act too' },
  'helpdesk-resets-refused': {
    recipient: of(3, DAYS),
    sender: null,
    why: 'the first one says it; the audit log has each',
  },
  'commune-account-changed': { recipient: of(20, DAYS), sender: null, why: 'each may be a fraud; a score says so' },
  'merge-link': { recipient: of(3, DAYS), sender: of(3, DAYS), why: 'may be the address of somebody else' },
  'merge-news': { recipient: of(10, DAYS), sender: null, why: OWN_ACT },
  // The senders of these two kinds are told, so the count is taken when the form is sent (features/profiles).
  invitation: { recipient: of(5, DAYS), sender: of(20, DAYS), why: 'to people who asked for nothing' },
  'access-asked': { recipient: of(10, DAYS), sender: of(10, DAYS), why: 'anybody may ask to join any organisation' },
  'access-accepted': OF_MANAGERS,
  'access-refused': OF_MANAGERS,
  'role-changed': OF_MANAGERS,
  'membership-end-set': OF_MANAGERS,
  'membership-ended': OF_MANAGERS,
  'access-handed-over': OF_COMMUNE,
  'access-at-commune': { recipient: null, sender: null, why: 'the commune’s own mailbox, once for each request' },
  'submission-filed': { recipient: of(50, DAYS), sender: null, why: 'one for each request, to who filed it' },
  'guest-submission-filed': { recipient: of(5, DAYS), sender: null, why: 'to an address that nobody has confirmed' },
  'submission-news': {
    recipient: of(50, DAYS),
    sender: null,
    why: 'one for each request and minute; Mon espace tells it too',
  },
  'guest-submission-news': { recipient: of(5, DAYS), sender: null, why: 'to an address that nobody has confirmed' },
  'guest-submission-claimed': { recipient: of(5, DAYS), sender: null, why: 'to an address that nobody has confirmed' },
  'document-infected': { recipient: of(5, DAYS), sender: null, why: 'the first ones say to clean the device' },
  'guest-document-infected': { recipient: of(5, DAYS), sender: null, why: 'to an address that nobody has confirmed' },
  'staff-invitation': {
    recipient: of(5, DAYS),
    sender: null,
    why: 'asked by an administrator, who is told when there were enough',
  },
  'staff-account-handled': { recipient: of(20, DAYS), sender: null, why: OWN_ACT },
  'idle-account-warned': OF_IDLE,
  'idle-account-warned-again': OF_IDLE,
  'idle-account-asked-to-hand-over': OF_IDLE,
  'idle-account-closed': OF_IDLE,
  'draft-expiring': OF_COMMUNE,
  'draft-closing': OF_COMMUNE,
  'organisation-claimed': OF_COMMUNE,
  'organisation-verified': OF_COMMUNE,
  'organisation-contested': OF_COMMUNE,
} as const satisfies Record<MailKind, MailBound>;

/** The kinds whose sender is counted, and told, when the form is sent. */
export const COUNTED_AT_THE_FORM: ReadonlySet<MailKind> = new Set(['invitation', 'access-asked']);
