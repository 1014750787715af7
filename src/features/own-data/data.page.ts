import type { Request, Response } from 'express';
import type { App } from '../../app.ts';
import { writeZip } from '../../platform/files/zip.ts';
import { view } from '../../web/page/view.ts';
import { citizenActor } from '../accounts/signed-in-citizen.ts';
import { exportAccount } from './export-account.ts';

export type DataPage = { title: string };
const dataView = view<DataPage>('own-data/data');

/** Sends all data about the citizen (GDPR art. 15 and 20) as a ZIP of JSON files, made while it is sent. */
export const dataPage = (app: Pick<App, 'db'>) => ({
  get(_req: Request, res: Response): void {
    dataView.render(res, { title: res.locals.shell.t('own-data:data.title') });
  },

  async post(_req: Request, res: Response): Promise<void> {
    const files = await exportAccount(app, citizenActor(res));
    res.setHeader('Cache-Control', 'no-store');
    res.attachment('espace-personnel.zip').type('application/zip');
    await writeZip(files, res);
  },
});
