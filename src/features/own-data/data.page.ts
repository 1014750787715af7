import type { Request, Response } from 'express';
import type { App } from '../../app.ts';
import { localDateOf } from '../../domain/local-date.ts';
import { writeZip } from '../../platform/files/zip.ts';
import { shellOf } from '../../web/page/locals.ts';
import { view } from '../../web/page/view.ts';
import { citizenActor } from '../accounts/signed-in-citizen.ts';
import { exportAccount } from './export-account.ts';
import { exportFiles } from './export-files.ts';
import type { FiledDocument } from './file-documents.ts';
import { type ReadMe, readMe } from './read-me.ts';

export type DataPage = { title: string };
const dataView = view<DataPage>('own-data/data');
const readMeView = view<ReadMe>('own-data/read-me');

/**
 * Sends all data about the citizen (GDPR art. 15 and 20) as a ZIP of documents, JSON files and a page to read, made while
 * it is sent.
 */
export const dataPage = (app: Pick<App, 'clock' | 'db' | 'log' | 'sealing' | 'storage'>) => ({
  get(_req: Request, res: Response): void {
    dataView.render(res, { title: shellOf(res).t('accounts:links.data.title') });
  },

  async post(_req: Request, res: Response): Promise<void> {
    const data = await exportAccount(app, citizenActor(res));
    const shell = shellOf(res);
    const name = `${shell.t('own-data:readMe.file')}.html`;
    const pageToRead = (documents: readonly FiledDocument[]) => ({
      name,
      content: Buffer.from(readMeView.alone(res, readMe({ ...data, documents }, shell))),
    });
    res.setHeader('Cache-Control', 'no-store');
    res.attachment(`espace-personnel-${localDateOf(app.clock.now())}.zip`).type('application/zip');
    await writeZip(exportFiles(app, data, pageToRead), res);
  },
});
