import {
  BY_COMMUNE,
  DAYS,
  type DeclaredMail,
  type Link,
  type MailBound,
  mail,
  of,
} from '../notifications/mail-bounds.ts';

/** The mails about a draft that `draft/reminders` sends. */
export const DRAFT_REMINDERS = ['draft-expiring', 'draft-closing'] as const;
export type DraftReminderKind = (typeof DRAFT_REMINDERS)[number];

/** `procedure` is the name of the démarche; `until` is the last day, in words. */
type DraftTold = Link & { procedure: string; until: string };
/** The request, as people read it, and which department answers. */
type RequestTold = { procedure: string; reference: string; department: string };
/** `expected` says by when an answer comes. */
type Filed = RequestTold & { filedOn: string; expected: string };
/** `status` says in words where the request stands. It never repeats what was written or decided. */
type News = RequestTold & { status: string };

const TO_GUEST: MailBound = { recipient: of(5, DAYS), sender: null, why: 'to an address that nobody has confirmed' };

/** The mails about drafts and requests. Those to somebody without an account have no link. */
export const submissionMails = {
  'draft-expiring': mail<DraftTold>(BY_COMMUNE),
  'draft-closing': mail<DraftTold>(BY_COMMUNE),
  'submission-filed': mail<Link & Filed>({
    recipient: of(50, DAYS),
    sender: null,
    why: 'one for each request, to who filed it',
  }),
  'guest-submission-filed': mail<Filed>(TO_GUEST),
  /** This mail tells what happened after filing. README.md follows one: « The mail about a refused request ». */
  'submission-news': mail<Link & News>({
    recipient: of(50, DAYS),
    sender: null,
    why: 'one for each request and minute; Mon espace tells it too',
  }),
  'guest-submission-news': mail<News>(TO_GUEST),
  'guest-submission-claimed': mail<RequestTold>(TO_GUEST),
  'document-infected': mail<Link & RequestTold>({
    recipient: of(5, DAYS),
    sender: null,
    why: 'the first ones say to clean the device',
  }),
  'guest-document-infected': mail<RequestTold>(TO_GUEST),
} satisfies Record<DraftReminderKind, DeclaredMail> & Record<string, DeclaredMail>;
