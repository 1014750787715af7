import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { SMTPServer } from 'smtp-server';
import {
  type KeptMail,
  keepingMailer,
  type Mail,
  type Mailer,
  smtpMailer,
} from '../../../../src/platform/mail/mailer.ts';
import { atTheEnd } from '../../../support/cleanup.ts';
import { freePort } from '../../../support/free-port.ts';
import { type SmtpInbox, startSmtp } from '../../../support/smtp.ts';
import { newAddress } from '../../../support/visitor.ts';

const FROM = 'Espace personnel <espace-personnel@ep.example>';
const REPLY_TO = 'info@commune.example';
const mailTo = (to: string, changes: Partial<Mail> = {}): Mail => ({
  to,
  subject: 'Confirmez votre adresse',
  text: 'Bonjour,\n\nà bientôt\n',
  html: '<p>Bonjour, à bientôt</p>',
  language: 'fr',
  ...changes,
});

const HOSTILE_ADDRESSES = [
  'lucie@exemple.be\r\nBcc: victim@exemple.be',
  'lucie@exemple.be, victim@exemple.be',
  'lucie@exemple.be;victim@exemple.be',
  '<lucie@exemple.be>,<victim@exemple.be>',
  'lucie@exemple.be>\r\nRCPT TO:<victim@exemple.be',
  'lucie@exemple.be> RCPT TO:<victim@exemple.be',
];

/** A real SMTP server that notes who each mail is for, as the protocol says it. */
async function startEnvelopes() {
  const envelopes: { from: string; to: string[] }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, { envelope }, done) {
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      envelopes.push({ from, to: envelope.rcptTo.map(({ address }) => address) });
      stream.resume().on('end', () => done());
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  atTheEnd(() => new Promise<void>((closed) => server.close(() => closed())));
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, envelopes };
}

describe('the mailer that keeps', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mailer-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('shows a mail under its name only once it is whole', async () => {
    const outbox = path.join(folder, 'deep', 'outbox');
    const sizes = new Set<number>();
    const look = async () => {
      for (const name of await readdir(outbox).catch(() => [])) {
        if (name.endsWith('.json')) sizes.add((await stat(path.join(outbox, name))).size);
      }
    };
    let writing = true;
    const sent = keepingMailer(outbox).send(mailTo('lucie@exemple.be', { html: 'x'.repeat(30_000_000) }));
    const watched = (async () => {
      while (writing) await look();
    })();
    await sent.finally(() => {
      writing = false;
    });
    await watched;
    await look();
    assert.equal(sizes.size, 1, 'a file is never seen half written');
  });

  it('writes each mail in a file of its own, however many leave at once, and leaves nothing else', async () => {
    const outbox = path.join(folder, 'many');
    const addresses = Array.from({ length: 30 }, (_, index) => `lucie${index}@exemple.be`);
    await Promise.all(addresses.map((to) => keepingMailer(outbox).send(mailTo(to))));
    const names = await readdir(outbox);
    assert.ok(names.every((name) => /^\d{17}-[0-9a-f]{8}\.json$/.test(name)));
    const kept = await Promise.all(names.map((name) => readFile(path.join(outbox, name), 'utf8')));
    assert.deepEqual(new Set(kept.map((text) => (JSON.parse(text) as KeptMail).to)), new Set(addresses));
  });

  it('keeps the mail to the letter, under its time, for its owner only', async () => {
    const outbox = path.join(folder, 'one');
    const mail = mailTo('lucie@exemple.be', { subject: 'À « lire »\r\nBcc: x@y.be' });
    await keepingMailer(outbox).send(mail);
    const [name = ''] = await readdir(outbox);
    const kept = JSON.parse(await readFile(path.join(outbox, name), 'utf8')) as KeptMail;
    const { id, sentAt, ...rest } = kept;
    assert.deepEqual(rest, mail);
    assert.equal(`${id}.json`, name);
    assert.equal(new Date(sentAt).toISOString(), sentAt);
    assert.equal((await stat(path.join(outbox, name))).mode & 0o777, 0o600);
    assert.equal((await stat(outbox)).mode & 0o777, 0o700);
  });

  it('rejects when the folder cannot be', async () => {
    const file = path.join(folder, 'file');
    await keepingMailer(file).send(mailTo('lucie@exemple.be'));
    const [name = ''] = await readdir(file);
    await chmod(path.join(file, name), 0o600);
    await assert.rejects(keepingMailer(path.join(file, name, 'outbox')).send(mailTo('lucie@exemple.be')), /ENOTDIR/);
  });
});

describe('the mailer by SMTP', () => {
  let inbox: SmtpInbox;
  let mailer: Mailer;
  before(async () => {
    inbox = await startSmtp();
    mailer = smtpMailer({ url: inbox.url, from: FROM, replyTo: () => REPLY_TO, tls: 'opportunistic' });
  });
  after(() => mailer.close());

  it('sends text and HTML, in its language, marked as sent by a machine', async () => {
    const to = newAddress();
    await mailer.send(mailTo(to, { subject: 'À « lire » 🚲', language: 'nl' }));
    const mail = await inbox.mailTo(to);
    assert.equal(mail.subject, 'À « lire » 🚲');
    assert.equal(mail.text?.trim(), 'Bonjour,\n\nà bientôt');
    assert.match(String(mail.html), /<p>Bonjour, à bientôt<\/p>/);
    assert.equal(mail.from?.text, '"Espace personnel" <espace-personnel@ep.example>');
    assert.equal(mail.replyTo?.text, REPLY_TO);
    assert.equal(mail.headers.get('content-language'), 'nl');
    assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
  });

  it('has answers go to whom the mail names', async () => {
    const to = newAddress();
    await mailer.send(mailTo(to, { replyTo: 'fetes@exemple.be' }));
    assert.equal((await inbox.mailTo(to)).replyTo?.text, 'fetes@exemple.be');
  });

  it('addresses one person only', async () => {
    const to = newAddress();
    await mailer.send(mailTo(to));
    const mail = await inbox.mailTo(to);
    assert.deepEqual(
      [mail.to].flat().flatMap((list) => list?.value.map(({ address }) => address)),
      [to],
    );
    assert.deepEqual([mail.cc, mail.bcc], [undefined, undefined]);
  });

  for (const field of ['subject', 'language'] as const) {
    it(`lets no header in through the ${field}`, async () => {
      const to = newAddress();
      for (const end of ['\r\n', '\n', '\r', '\u2028']) {
        await mailer.send(
          mailTo(to, { [field]: `fr${end}Bcc: victim@exemple.be${end}X-Evil: 1${end}${end}<b>evil</b>` }),
        );
        const mail = await inbox.mailTo(to);
        assert.ok(!mail.headers.has('bcc') && !mail.headers.has('x-evil'), JSON.stringify(end));
        assert.equal(mail.text?.trim(), 'Bonjour,\n\nà bientôt');
      }
    });
  }

  it('hands to the server one recipient a mail, whatever stands in the address', async () => {
    const { url, envelopes } = await startEnvelopes();
    const recording = smtpMailer({ url, from: FROM, replyTo: () => REPLY_TO, tls: 'off' });
    await recording.send(mailTo('lucie@exemple.be'));
    assert.deepEqual(envelopes, [{ from: 'espace-personnel@ep.example', to: ['lucie@exemple.be'] }]);
    for (const to of HOSTILE_ADDRESSES) await recording.send(mailTo(to)).catch(() => 'refused');
    for (const { to } of envelopes) assert.ok(to.length === 1 && !to.includes('victim@exemple.be'), String(to));
    recording.close();
  });

  it('does not end a mail at a line with a dot, nor read a line of text as a command', async () => {
    const to = newAddress();
    await mailer.send(mailTo(to, { text: 'a\n.\nMAIL FROM:<x@y.be>\n..\nb' }));
    assert.equal((await inbox.mailTo(to)).text?.trim(), 'a\n.\nMAIL FROM:<x@y.be>\n..\nb');
  });

  it('rejects when the server does not answer, and sends again once it does', async () => {
    const port = await freePort();
    const waiting = smtpMailer({ url: `smtp://127.0.0.1:${port}`, from: FROM, replyTo: () => REPLY_TO, tls: 'off' });
    await assert.rejects(waiting.send(mailTo('lucie@exemple.be')), /ECONNREFUSED/);
    const late = await startSmtp(port);
    const to = newAddress();
    await waiting.send(mailTo(to));
    assert.equal((await late.mailTo(to)).subject, 'Confirmez votre adresse');
    waiting.close();
  });

  it('rejects rather than send in the clear when TLS is required', async () => {
    const strict = smtpMailer({ url: inbox.url, from: FROM, replyTo: () => REPLY_TO, tls: 'required' });
    await assert.rejects(strict.send(mailTo('lucie@exemple.be')), /STARTTLS|TLS/);
    strict.close();
  });
});
