import type { App } from '../../app.ts';
import type { Language } from '../../domain/language.ts';
import type { Mail } from '../../platform/mail/mailer.ts';

/** Mails about a profile, which they name by its enterprise number. */
export const PROFILE_NOTICES = [
  'access-asked',
  'access-accepted',
  'access-refused',
  'access-handed-over',
  'access-at-commune',
  'role-changed',
  'membership-end-set',
  'membership-ended',
  'organisation-claimed',
  'organisation-verified',
  'organisation-contested',
] as const;
export type ProfileNoticeKind = (typeof PROFILE_NOTICES)[number];

/** Mails that tell a member of the staff what happened to their own account, and lead to its pages. */
export const STAFF_NOTICES = [
  'staff-sign-in-after-failures',
  'staff-password-changed',
  'staff-app-changed',
  'staff-passkey-added',
  'staff-passkey-removed',
  'staff-recovery-codes-made',
  'staff-recovery-code-used',
] as const;
export type StaffNoticeKind = (typeof STAFF_NOTICES)[number];

/** Mails about a draft: what its démarche is called, and the last day, in words. */
export const DRAFT_REMINDERS = ['draft-expiring', 'draft-closing'] as const;
export type DraftReminderKind = (typeof DRAFT_REMINDERS)[number];

/** Mails about an account that nobody uses: until which day signing in keeps it. */
export const IDLE_WARNINGS = ['idle-account-warned', 'idle-account-warned-again'] as const;
export type IdleWarningKind = (typeof IDLE_WARNINGS)[number];

type Link = { url: string };
/** `role` is the new role where it changed, else null. */
type AboutProfile = Link & { number: string; role?: 'manager' | 'member' | null };
/** Reference and day as people read them; `expected` says by when an answer comes, `department` who gives it. */
type SubmissionTold = { procedure: string; reference: string; filedOn: string; department: string; expected: string };
/** Where a submission stands, in words; never what was written or decided. */
type SubmissionNews = { procedure: string; reference: string; status: string; department: string };
/** What each mail of the portal says. None repeats what somebody typed, because the address may belong to somebody else. */
export type MailContents = Record<ProfileNoticeKind, AboutProfile> &
  Record<StaffNoticeKind, Link> &
  Record<DraftReminderKind, Link & { procedure: string; until: string }> &
  Record<IdleWarningKind, Link & { until: string }> & {
    /** One number, or several in a row. */
    'idle-account-asked-to-hand-over': Link & { number: string };
    'idle-account-closed': object;
    'submission-filed': Link & SubmissionTold;
    'guest-submission-filed': SubmissionTold;
    'submission-news': Link & SubmissionNews;
    'guest-submission-news': SubmissionNews;
    'guest-submission-claimed': Omit<SubmissionNews, 'status'>;
    'document-infected': Link & Omit<SubmissionNews, 'status'>;
    'guest-document-infected': Omit<SubmissionNews, 'status'>;
    'confirm-email': Link & { hours: number };
    'change-email': Link & { hours: number };
    'reset-password': Link & { minutes: number };
    'address-in-use': Link;
    invitation: AboutProfile;
    'staff-invitation': Link & { hours: number };
    /** What an administrator did, as a sentence. */
    'staff-account-handled': { change: string };
    'password-changed': object;
    'email-change-asked': object;
    'email-changed': object;
    'sign-in-after-failures': object;
    'account-closed': object;
    'identity-tied': object;
    /** What was done and why, in whole sentences, and when. */
    'helpdesk-helped': Link & { done: string; because: string; when: string };
    'helpdesk-resets-refused': { agent: string };
    /** Who set another bank account, when, and how the old and the new one end. */
    'commune-account-changed': Link & { agent: string; when: string; before: string; after: string };
    'merge-link': Link & { hours: number };
    /** How bringing two accounts together stands, in whole sentences. */
    'merge-news': Link & { change: string };
  };
export type MailKind = keyof MailContents;
/** Every mail the portal sends. */
export type MailMessage = { [Kind in MailKind]: { kind: Kind } & MailContents[Kind] }[MailKind];

/** The model of views/emails/mail.ejs. */
export type MailPage = {
  language: Language;
  subject: string;
  /** The greeting and what it is about: the button stands right after. */
  opening: readonly string[];
  paragraphs: readonly string[];
  action: { label: string; url: string } | null;
  signature: readonly string[];
  communeNames: string;
  /** The colour of the commune, under white letters. */
  colour: string;
};

/** Writes a mail from its contents. Only send-mail.ts calls it, through which every mail passes. */
export function composeMail(
  app: Pick<App, 'commune' | 'texts' | 'templates'>,
  { message, to, language }: { message: MailMessage; to: string; language: Language },
): Mail {
  const page = mailPage(app, message, language);
  return {
    to,
    language,
    subject: page.subject,
    text: plainText(page),
    html: app.templates.get('emails/mail')(page),
  };
}

function mailPage(app: Pick<App, 'commune' | 'texts'>, message: MailMessage, language: Language): MailPage {
  const t = app.texts[language];
  const values = {
    hours: 'hours' in message ? message.hours : 0,
    minutes: 'minutes' in message ? message.minutes : 0,
    number: 'number' in message ? message.number : '',
    procedure: 'procedure' in message ? message.procedure : '',
    change: 'change' in message ? message.change : '',
    until: 'until' in message ? message.until : '',
    ...submissionTold(message),
    ...helpTold(message),
    ...colleagueTold(message),
    when: 'when' in message ? message.when : '',
    role: 'role' in message && message.role ? t(`notifications:role.${message.role}`) : '',
  };
  const [about = '', ...paragraphs] = t(`notifications:${message.kind}.body`, values).split('\n\n');
  const action = 'url' in message ? { label: t(`notifications:${message.kind}.action`), url: message.url } : null;
  const { names, colours } = app.commune.in(language);
  const signature = t('notifications:signature').split('\n');
  return {
    language,
    subject: t(`notifications:${message.kind}.subject`, values),
    opening: [t('notifications:greeting'), about],
    paragraphs,
    action,
    signature,
    communeNames: names.join(' · '),
    colour: colours.brand,
  };
}

function submissionTold(message: MailMessage) {
  if (!('reference' in message)) return { reference: '', department: '', filedOn: '', expected: '', status: '' };
  const { reference, department } = message;
  const { filedOn, expected } = 'filedOn' in message ? message : { filedOn: '', expected: '' };
  return { reference, department, filedOn, expected, status: 'status' in message ? message.status : '' };
}

function helpTold(message: MailMessage) {
  const { done, because } = 'done' in message ? message : { done: '', because: '' };
  return { done, because };
}

function colleagueTold(message: MailMessage) {
  const { before, after } = 'before' in message ? message : { before: '', after: '' };
  return { before, after, agent: 'agent' in message ? message.agent : '' };
}

function plainText({ opening, paragraphs, action, signature }: MailPage): string {
  const link = action === null ? [] : [`${action.label}\n${action.url}`];
  return `${[...opening, ...link, ...paragraphs, signature.join('\n')].join('\n\n')}\n`;
}
