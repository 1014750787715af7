import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { App } from '../../../../app.ts';
import { localDateOf } from '../../../../domain/local-date.ts';
import { NotFound } from '../../../../domain/not-found.ts';
import { rowIdIn } from '../../../../web/form/row-id.ts';
import { formatDateTime, formatNumber } from '../../../../web/page/format.ts';
import { shellOf } from '../../../../web/page/locals.ts';
import { sendAsTable } from '../../../../web/page/send-table.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import { view } from '../../../../web/page/view.ts';
import { staffActor, staffOf } from '../../../staff/signed-in-staff.ts';
import { findOwnExport, type LongExport } from './exports.repository.ts';
import { openExport } from './open-export.ts';

export type LongExportPage = {
  title: string;
  back: string;
  text: string;
  /** The progress in rows; null once the export has ended. `most` is null until the rows are counted. */
  progress: { label: string; value: number; most: number | null } | null;
  /** The next step of the reader: look again, download, or begin again. */
  next: { href: string; text: string; ready: boolean };
};
const longExportView = view<LongExportPage>('admin/submissions/export/long-export');
const A_DAY_MS = 24 * 60 * 60 * 1_000;

/** The page that shows the progress of a long export, and its file once it is ready. */
export const longExportPage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const id = rowIdIn(req.params['export']);
    const found = await findOwnExport(app.db, { id, agentId: staffOf(res).id });
    if (found === null) throw new NotFound();
    longExportView.render(res, pageOf(found, shellOf(res)));
  },
});

/** Hands the file out, for a day, to who asked for it and still works for all of its departments. */
export const exportFilePage = (app: Pick<App, 'db' | 'storage'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const id = rowIdIn(req.params['export']);
    const { content, format, begunAt } = await openExport(app, { id, by: staffActor(res) });
    const { t } = shellOf(res);
    sendAsTable(res, { as: format, file: `${t('admin:export.file')}-${localDateOf(begunAt)}` });
    await pipeline(content, res);
  },
});

function pageOf(found: LongExport, { t, at, language }: Shell): LongExportPage {
  const here = `/admin/submissions/exports/${found.id}`;
  const number = (rows: number) => formatNumber(rows, language);
  const page = { title: t('admin:export.long'), back: `${at('/admin/submissions')}${found.query}`, progress: null };
  switch (found.status) {
    case 'waiting': {
      const rows = { done: number(found.rowsWritten), all: number(found.rowsExpected ?? 0) };
      const label = found.rowsExpected === null ? t('admin:export.counting') : t('admin:export.progress', rows);
      return {
        ...page,
        text: t('admin:export.long.text'),
        progress: { label, value: found.rowsWritten, most: found.rowsExpected },
        next: { href: at(here), text: t('admin:export.refresh'), ready: false },
      };
    }
    case 'ready': {
      const until = formatDateTime(new Date((found.endedAt ?? found.begunAt).getTime() + A_DAY_MS), language);
      const text = t('admin:export.ready', { rows: number(found.rowsWritten), until });
      return { ...page, text, next: { href: at(`${here}/file`), text: t('admin:export.download'), ready: true } };
    }
    case 'failed': {
      const href = `${at(`/admin/submissions/export.${found.format}`)}${found.query}`;
      return {
        ...page,
        text: t('admin:export.failed'),
        next: { href, text: t('admin:export.again'), ready: false },
      };
    }
  }
}
