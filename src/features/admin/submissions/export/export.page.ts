import type { Request, Response } from 'express';
import type { App } from '../../../../app.ts';
import { localDateOf } from '../../../../domain/local-date.ts';
import { shellOf } from '../../../../web/page/locals.ts';
import { sendAsTable } from '../../../../web/page/send-table.ts';
import { view } from '../../../../web/page/view.ts';
import { staffActor } from '../../../staff/signed-in-staff.ts';
import { readAskedList } from '../list/asked-list.ts';
import { handledQuery } from '../list/handled-filter.ts';
import { beginExport, UNDER_WAY_AT_MOST } from './begin-export.ts';
import type { ExportApp } from './exported-rows.ts';
import type { ExportFormat } from './exports.repository.ts';
import { writeExport } from './write-export.ts';

/** Shown in place of a file while too many are being made. */
export type ExportPage = { title: string; back: string; text: string };
const exportView = view<ExportPage>('admin/submissions/export/export');

/** Sends the list, with its filters and all its pages, as a file made while it is sent. A long one leads to its page. */
export const exportPage = (app: ExportApp & Pick<App, 'clock'>, format: ExportFormat) => ({
  async get(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const by = staffActor(res);
    const today = localDateOf(app.clock.now());
    const { filter } = await readAskedList(app.db, { agentId: by.id, query: req.query });
    const begun = await beginExport(app, { by, today, filter, format, language: shell.language });
    if (begun.outcome === 'too-many') return refuse(res, handledQuery(filter));
    if (begun.outcome === 'long') return res.redirect(303, shell.at(`/admin/submissions/exports/${begun.id}`));
    sendAsTable(res, { as: format, file: `${shell.t('admin:export.file')}-${today}` });
    await writeExport(app, { agentId: by.id, today, filter, format, shell }, res);
  },
});

function refuse(res: Response, query: string): void {
  const { t, at } = shellOf(res);
  const text = t('admin:export.tooMany.text', { max: UNDER_WAY_AT_MOST });
  const back = `${at('/admin/submissions')}${query}`;
  exportView.renderForm(res, { title: t('admin:export.tooMany'), text, back }, { refused: true });
}
