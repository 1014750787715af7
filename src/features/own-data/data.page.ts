import type { Request, Response } from 'express';
import type { App } from '../../app.ts';
import { writeZip } from '../../platform/files/zip.ts';
import { view } from '../../web/page/view.ts';
import { clientOf } from '../../web/pipeline/client.ts';
import { citizenOf } from '../accounts/signed-in-citizen.ts';
import { exportAccount } from './export-account.ts';

export type DataPage = { title: string };
const dataView = view<DataPage>('own-data/data');

/** All one's data (GDPR art. 15 and 20): a ZIP of JSON files, made as it is sent. */
export const dataPage = (app: Pick<App, 'db'>) => ({
  get(_req: Request, res: Response): void {
    dataView.render(res, { title: res.locals.shell.t('own-data:data.title') });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { citizen } = citizenOf(res);
    const files = await exportAccount(app, { citizen, network: clientOf(req).network });
    res.setHeader('Cache-Control', 'no-store');
    res.attachment('espace-personnel.zip').type('application/zip');
    await writeZip(files, res);
  },
});
