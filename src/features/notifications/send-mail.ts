import type { App } from '../../app.ts';
import type { Language } from '../../domain/language.ts';
import type { Quota } from '../../platform/quotas.ts';
import { COUNTED_AT_THE_FORM } from './mail-bounds.ts';
import { findMailSender } from './mail-senders.repository.ts';
import { composeMail, type MailContents, type MailKind, type MailMessage } from './mails.ts';

export type MailApp = Pick<App, 'config' | 'db' | 'log' | 'mailer' | 'mailQuotas' | 'metrics' | 'templates' | 'texts'>;
export type Envelope<Kind extends MailKind> = {
  kind: Kind;
  to: string;
  language: Language;
  /**
   * The citizen who makes the portal write to somebody. Null for the portal, the commune, and somebody who is not
   * signed in.
   */
  sender: string | null;
};

/** Null when there is nothing to tell any more. */
type Contents<Kind extends MailKind> = MailContents[Kind] | null;

/**
 * Sends every mail of the portal. It takes from the limits of its kind (mail-bounds.ts), and gives back when the mail
 * is not sent. A mail above the limits is dropped, counted and logged without the address. A citizen whose own address
 * is not confirmed can only make the portal write to that address, and to the one they want instead. `write` makes the
 * links only for a mail that is sent, so that a dropped mail does not make the link of an earlier one worthless.
 * Rejects when the mail server refuses, so that the job is tried again.
 */
export async function sendMail<Kind extends MailKind>(
  app: MailApp,
  envelope: Envelope<Kind>,
  write: () => Contents<Kind> | Promise<Contents<Kind>>,
): Promise<void> {
  const { kind, to, language } = envelope;
  if (!(await mayWrite(app, envelope))) return drop(app, kind, 'sender-unconfirmed');
  const taken = await takeAll(countersOf(app, envelope));
  if (taken === null) return drop(app, kind, 'bound-reached');
  try {
    const contents = await write();
    if (contents === null) return await giveBack(taken);
    const message = { kind, ...contents } as MailMessage;
    await app.mailer.send(composeMail(app, { message, to, language }));
  } catch (error) {
    await giveBack(taken);
    throw error;
  }
}

/** The two mails about a change of address. Nobody who asks can tell which of them is sent. */
const TO_WANTED_ADDRESS: ReadonlySet<MailKind> = new Set(['change-email', 'address-in-use']);

async function mayWrite({ db }: MailApp, { kind, to, sender }: Envelope<MailKind>): Promise<boolean> {
  if (sender === null || TO_WANTED_ADDRESS.has(kind)) return true;
  const account = await findMailSender(db, sender);
  return account !== null && (account.confirmed || account.email === to);
}

type Counter = { quota: Quota; key: string };

function countersOf({ mailQuotas }: MailApp, { kind, to, sender }: Envelope<MailKind>): Counter[] {
  const quotas = mailQuotas[kind];
  const bySender = sender === null || COUNTED_AT_THE_FORM.has(kind) ? null : quotas.sender;
  return [
    ...(bySender === null || sender === null ? [] : [{ quota: bySender, key: sender }]),
    ...(quotas.recipient === null ? [] : [{ quota: quotas.recipient, key: to.toLowerCase() }]),
  ];
}

/** Takes from all the counters or from none. Returns null when one of them has nothing left. */
async function takeAll(counters: readonly Counter[]): Promise<readonly Counter[] | null> {
  const taken: Counter[] = [];
  for (const counter of counters) {
    if ((await counter.quota.take(counter.key)) > 0) {
      await giveBack(taken);
      return null;
    }
    taken.push(counter);
  }
  return taken;
}

async function giveBack(counters: readonly Counter[]): Promise<void> {
  for (const { quota, key } of counters) await quota.giveBack(key);
}

function drop({ log, metrics }: MailApp, kind: MailKind, reason: 'sender-unconfirmed' | 'bound-reached'): void {
  metrics.countDroppedMail(kind, reason);
  log.warn({ kind, reason }, 'mail dropped');
}
