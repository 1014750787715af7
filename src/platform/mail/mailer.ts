import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Transporter } from 'nodemailer';
import { mailNotTaken } from './mail-not-taken.ts';

export type Mail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  language: string;
  /** The address that receives the answers; null for the one that `SmtpOptions` names. */
  replyTo?: string | null;
};
export type Mailer = { send(mail: Mail): Promise<void>; close(): void };
export type KeptMail = Mail & { id: string; sentAt: string };

export type SmtpServer = { url: string; tls: 'required' | 'opportunistic' | 'off' };
/** `replyTo` is asked with each mail, as administrators may set another address. */
export type SmtpOptions = SmtpServer & { from: string; replyTo(): string };

/**
 * Sends mails by SMTP and checks certificates. Limits: 10 s to connect, 30 s of silence. `send` rejects with
 * MailNotTaken when the server refuses, or does not answer.
 */
export function smtpMailer(options: SmtpOptions): Mailer {
  let transport: Transporter | null = null;
  return {
    async send({ to, subject, text, html, language, replyTo }) {
      transport ??= createTransport(options);
      const message = {
        from: options.from,
        replyTo: replyTo ?? options.replyTo(),
        to: { name: '', address: to },
        subject,
        text,
        html,
        headers: { 'Content-Language': language, 'Auto-Submitted': 'auto-generated' },
      };
      await transport.sendMail(message).catch((error: unknown) => {
        throw mailNotTaken(error, to);
      });
    },
    close: () => transport?.close(),
  };
}

/** The mail server answers, and takes no mail from this portal: it refuses the user, or offers no TLS. */
export class MailServerRefusal extends Error {
  readonly refused: 'user' | 'tls';
  constructor(refused: 'user' | 'tls', options: ErrorOptions) {
    super(`the mail server refuses: ${refused}`, options);
    this.refused = refused;
  }
}

/**
 * Connects and signs in, without sending. Throws MailServerRefusal when the server refuses. Returns false when it does
 * not answer: mails then wait until it does.
 */
export async function isMailServerReady(server: SmtpServer): Promise<boolean> {
  const transport = createTransport(server);
  try {
    return await transport.verify();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EAUTH') throw new MailServerRefusal('user', { cause: error });
    if (code === 'ETLS') throw new MailServerRefusal('tls', { cause: error });
    return false;
  } finally {
    transport.close();
  }
}

const require = createRequire(import.meta.url);

/**
 * Loads the library with the first mail, so that no process waits for it at its start. Its CommonJS files are taken: its
 * ES modules import `node:http`, with which Node loads its client for WebSockets and fetch, 16 MiB.
 */
function createTransport({ url, tls }: SmtpServer): Transporter {
  const nodemailer: typeof import('nodemailer') = require('nodemailer');
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  return nodemailer.createTransport({
    host: hostname,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: tls === 'required' && !secure,
    ignoreTLS: tls === 'off',
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** Keeps each mail as a file instead of sending it; the outbox page of development shows them. */
export function keepingMailer(directory: string): Mailer {
  return {
    async send(mail) {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const sentAt = new Date().toISOString();
      const id = `${sentAt.replace(/\D/g, '')}-${randomUUID().slice(0, 8)}`;
      const kept: KeptMail = { ...mail, id, sentAt };
      const half = path.join(directory, `.${id}`);
      await writeFile(half, JSON.stringify(kept, null, 2), { mode: 0o600 });
      await rename(half, path.join(directory, `${id}.json`));
    },
    close() {},
  };
}
