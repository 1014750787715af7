import type { App } from '../../app.ts';
import type { Language } from '../../domain/language.ts';
import type { JobRun } from '../../platform/jobs.ts';
import { noteDropped, noteFailure, noteHandedOver, noteTry, type TriedMail } from './deliveries/note-delivery.ts';
import { countersOf, giveBack, takeAll } from './mail-counters.ts';
import { findMailSender } from './mail-senders.repository.ts';
import { composeMail, type MailContents, type MailKind, type MailMessage } from './mails.ts';

export type MailApp = Pick<
  App,
  'commune' | 'config' | 'db' | 'log' | 'mailer' | 'mailQuotas' | 'mails' | 'metrics' | 'templates' | 'texts'
>;
export type Envelope<Kind extends MailKind> = {
  kind: Kind;
  to: string;
  language: Language;
  /**
   * The citizen who makes the portal write to somebody. Null for the portal, the commune, and somebody who is not
   * signed in.
   */
  sender: string | null;
  /** The account that the mail concerns; null to look for the one whose confirmed address this is. */
  citizenId: string | null;
  /** The request that it is about. */
  submissionId?: string;
  /** The department that reads the answers; null for the commune. */
  replyTo?: string | null;
  /** The job that sends it: tried again, it is the same mail. */
  job: JobRun;
};

/** Null when there is nothing to tell any more. */
type Contents<Kind extends MailKind> = MailContents[Kind] | null;

/**
 * Sends every mail of the portal. It takes from the limits of its kind (`src/quotas.ts`), and gives back when the mail
 * is not sent. A mail above the limits is dropped, counted and logged without the address. A citizen whose own address
 * is not confirmed can only make the portal write to that address, and to the one they want instead. `write` makes the
 * links only for a mail that is sent, so that a dropped mail does not make the link of an earlier one worthless.
 * Rejects when the mail server does not take it now, so that the job is tried again; a refusal for good is noted, and
 * ends the job. What became of each mail is kept: README.md.
 */
export async function sendMail<Kind extends MailKind>(
  app: MailApp,
  envelope: Envelope<Kind>,
  write: () => Contents<Kind> | Promise<Contents<Kind>>,
): Promise<void> {
  const { kind, to, language } = envelope;
  const mail = triedMail(envelope);
  if (!(await noteTry(app, mail))) return;
  if (!(await mayWrite(app, envelope))) return drop(app, mail, 'sender-unconfirmed');
  const taken = await takeAll(countersOf(app, envelope));
  if (taken === null) return drop(app, mail, 'bound-reached');
  try {
    const contents = await write();
    if (contents === null) {
      await giveBack(taken);
      return await noteDropped(app, mail, 'not-needed');
    }
    const message = { kind, ...contents } as MailMessage;
    await app.mailer.send({ ...composeMail(app, { message, to, language }), replyTo: envelope.replyTo ?? null });
  } catch (error) {
    await giveBack(taken);
    if (await noteFailure(app, mail, error)) return;
    throw error;
  }
  await noteHandedOver(app, mail);
}

function triedMail({ kind, to: email, citizenId, submissionId, job }: Envelope<MailKind>): TriedMail {
  return { kind, email, citizenId, submissionId: submissionId ?? null, job };
}

async function mayWrite({ db, mails }: MailApp, { kind, to, sender }: Envelope<MailKind>): Promise<boolean> {
  if (sender === null || mails[kind].toWantedAddress === true) return true;
  const account = await findMailSender(db, sender);
  return account !== null && (account.confirmed || account.email === to);
}

async function drop(app: MailApp, mail: TriedMail, reason: 'sender-unconfirmed' | 'bound-reached'): Promise<void> {
  const { kind } = mail;
  app.metrics.countDroppedMail(kind, reason);
  app.log.warn({ kind, reason }, 'mail dropped');
  await noteDropped(app, mail, reason);
}
