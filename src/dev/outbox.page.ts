import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { NotFound } from '../domain/not-found.ts';
import { escapeHtml } from '../web/page/html.ts';
import { plainPage } from './plain-page.ts';

const KeptMail = z.object({
  id: z.string(),
  sentAt: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  language: z.string(),
});
type KeptMail = z.infer<typeof KeptMail>;

/** Shows, in development only, the mails that were kept because SMTP_URL is not set, the newest first. */
export const outboxPage = (config: Pick<Config, 'dataDirectory' | 'smtpUrl'>) => {
  const folder = path.join(config.dataDirectory, 'outbox');
  return {
    async list(_req: Request, res: Response): Promise<void> {
      const mails = await readMails(folder);
      const note = config.smtpUrl === null ? '' : '<p>SMTP_URL is set: mails leave by SMTP and are not kept here.</p>';
      const items = mails.map(
        (mail) => `<li>${linkTo(mail)} · ${escapeHtml(mail.to)} · ${escapeHtml(mail.sentAt)}</li>`,
      );
      res.type('html').send(plainPage('Outbox', `${note}<ul>${items.join('') || '<li>No mail yet.</li>'}</ul>`));
    },

    async get(req: Request, res: Response): Promise<void> {
      const mail = (await readMails(folder)).find(({ id }) => id === req.params['id']);
      if (!mail) throw new NotFound();
      const text = escapeHtml(mail.text).replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`);
      const head = `<p>To: ${escapeHtml(mail.to)}<br>Sent: ${escapeHtml(mail.sentAt)}<br>Language: ${escapeHtml(mail.language)}</p>`;
      res
        .type('html')
        .send(plainPage(mail.subject, `${head}<pre>${text}</pre><p><a href="/dev/outbox">Outbox</a></p>`));
    },
  };
};

async function readMails(folder: string): Promise<KeptMail[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const newest = names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .reverse()
    .slice(0, 200);
  return Promise.all(
    newest.map(async (name) => KeptMail.parse(JSON.parse(await readFile(path.join(folder, name), 'utf8')))),
  );
}

const linkTo = (mail: KeptMail) =>
  `<a href="/dev/outbox/${encodeURIComponent(mail.id)}">${escapeHtml(mail.subject)}</a>`;
