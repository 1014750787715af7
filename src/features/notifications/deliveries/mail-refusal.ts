import type { MailNotTaken } from '../../../platform/mail/mail-not-taken.ts';

/** Why a mail did not reach its mailbox. Each has its words in the locales: `notifications:reason.…`. */
export const MAIL_REASONS = [
  'address-unknown',
  'domain-unknown',
  'mailbox-full',
  'mailbox-closed',
  'recipient-server-away',
  'try-later',
  'not-admitted',
  'message-refused',
  'server-away',
  'sender-refused',
  'unclear',
  'bound-reached',
  'sender-unconfirmed',
  'not-needed',
  'dropped-by-staff',
] as const;
export type MailReason = (typeof MAIL_REASONS)[number];

/** `final` mails are not tried again; `ofAddress` says that the address itself is the obstacle, whatever is sent to it. */
export type JudgedRefusal = { reason: MailReason; final: boolean; ofAddress: boolean };

/**
 * The subject and detail of an enhanced status code, without its class: RFC 3463, and RFC 7505 for 1.10. The whole list is
 * kept by IANA: « Simple Mail Transfer Protocol (SMTP) Enhanced Status Codes Registry ». A detail that is not here has
 * the meaning of its subject.
 */
const BY_STATUS: Readonly<Record<string, MailReason>> = {
  '1': 'address-unknown',
  '1.2': 'domain-unknown',
  '1.7': 'sender-refused',
  '1.8': 'sender-refused',
  '1.10': 'domain-unknown',
  '2': 'mailbox-closed',
  '2.2': 'mailbox-full',
  '2.3': 'message-refused',
  '3': 'try-later',
  '4': 'recipient-server-away',
  '4.3': 'try-later',
  '4.4': 'domain-unknown',
  '5': 'try-later',
  '6': 'message-refused',
  '7': 'not-admitted',
};
/** The reasons for an answer without enhanced status, after RFC 5321, section 4.2.3. */
const BY_CODE: Readonly<Record<number, MailReason>> = {
  550: 'address-unknown',
  551: 'address-unknown',
  552: 'mailbox-full',
  553: 'address-unknown',
  554: 'not-admitted',
};
const OF_ADDRESS: ReadonlySet<MailReason> = new Set([
  'address-unknown',
  'domain-unknown',
  'mailbox-full',
  'mailbox-closed',
]);
/**
 * The reasons that are shown while a mail is still tried again; with any other status a server only asks to wait, as
 * greylisting does.
 */
const SAID_MEANWHILE: ReadonlySet<MailReason> = new Set(['mailbox-full', 'recipient-server-away']);
/**
 * A wrong setting of the commune's own server may cause these reasons too, so that the mail is tried for some hours all
 * the same.
 */
const PERHAPS_OURS: ReadonlySet<MailReason> = new Set(['not-admitted', 'try-later', 'sender-refused', 'unclear']);
/** Some three and a half hours after the first, as the pauses of graphile-worker grow. */
const LAST_TRY_WHEN_PERHAPS_OURS = 10;

/**
 * Says what a refusal means. A class 5 answer about the recipient or the content is final; everything else is tried
 * again, and so is what the commune's own server may be the cause of, ten times.
 */
export function judgeRefusal(refused: MailNotTaken, attempt: number): JudgedRefusal {
  if (refused.step === 'connection') return { reason: 'server-away', final: false, ofAddress: false };
  if (refused.step === 'sender') return { reason: 'sender-refused', final: false, ofAddress: false };
  const permanent = refused.status === null ? (refused.code ?? 0) >= 500 : refused.status.startsWith('5');
  const reason = reasonOf(refused, permanent);
  const final = permanent && (!PERHAPS_OURS.has(reason) || attempt >= LAST_TRY_WHEN_PERHAPS_OURS);
  return { reason, final, ofAddress: final && OF_ADDRESS.has(reason) };
}

function reasonOf({ step, code, status }: MailNotTaken, permanent: boolean): MailReason {
  const [, detail = ''] = /^\d\.(.+)$/.exec(status ?? '') ?? [];
  const [subject = ''] = detail.split('.');
  const known = BY_STATUS[detail] ?? BY_STATUS[subject];
  if (!permanent) return known !== undefined && SAID_MEANWHILE.has(known) ? known : 'try-later';
  const meant = known ?? BY_CODE[code ?? 0] ?? 'unclear';
  // Once the recipient was accepted, only the mailbox can still be full: all else is about what the mail says.
  return step === 'content' && meant !== 'mailbox-full' ? 'message-refused' : meant;
}
