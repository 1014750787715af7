import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { atTheEnd } from './cleanup.ts';
import { untilFound } from './until.ts';

export type SmtpInbox = {
  url: string;
  /** Waits for the next mail to the address. */
  mailTo(address: string, subject?: RegExp): Promise<ParsedMail>;
};

/** The answer by which the server refuses a recipient, such as « 550 5.1.1 User unknown »; null accepts the mail. */
export type RefusedRecipient = (address: string) => string | null;

/** Starts a real SMTP server that keeps the mails it receives. */
export async function startSmtp(port = 0, refused: RefusedRecipient = () => null): Promise<SmtpInbox> {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 100,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      const answer = refused(address);
      if (answer === null) return done();
      const [, code, said] = /^(\d{3}) (.*)$/.exec(answer) ?? [];
      done(Object.assign(new Error(said), { responseCode: Number(code) }));
    },
    onData(stream, _session, done) {
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail);
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  atTheEnd(() => new Promise<void>((closed) => server.close(() => closed())));
  const address = server.server.address() as AddressInfo;
  const addressesOf = (mail: ParsedMail) =>
    [mail.to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address));
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mailTo(address, subject = /./) {
      const find = () => {
        const index = mails.findIndex(
          (mail) => addressesOf(mail).includes(address) && subject.test(mail.subject ?? ''),
        );
        return index < 0 ? undefined : mails.splice(index, 1)[0];
      };
      return untilFound(find, () => `a mail to ${address}`);
    },
  };
}

/** Starts a real SMTP server that knows nobody and offers no TLS. Returns its address. */
export async function startRefusingSmtp(): Promise<string> {
  const server = new SMTPServer({
    allowInsecureAuth: true,
    closeTimeout: 100,
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, done) => done(new Error('unknown user')),
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  atTheEnd(() => new Promise<void>((closed) => server.close(() => closed())));
  return `127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}

export function linkInMail(mail: ParsedMail): string {
  const [link] = /https?:\/\/\S+/.exec(mail.text ?? '') ?? [];
  if (link === undefined) throw new Error(`no link in « ${mail.subject} »`);
  return link;
}
