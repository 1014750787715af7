import type { Request, Response } from 'express';
import type { App } from '../../app.ts';
import { localDateOf } from '../../domain/local-date.ts';
import { type Cell, writeXlsx } from '../../platform/files/xlsx.ts';
import { shellOf } from '../../web/page/locals.ts';
import type { Shell } from '../../web/page/shell.ts';
import type { SignedInCitizen } from '../accounts/citizens.repository.ts';
import { citizenOf } from '../accounts/signed-in-citizen.ts';
import type { Procedures } from '../procedures/versions/procedures.ts';
import type { SubmissionInList } from '../submissions/list/submission-in-list.ts';
import { submissionRows } from '../submissions/list/submission-rows.ts';
import { listSubmissions } from '../submissions/list/submissions-in-list.repository.ts';
import { readListFilter, submissionFilter } from './list-filter.ts';

type SheetApp = Pick<App, 'clock' | 'db'> & { procedures: Procedures };
type Reading = { procedures: Procedures; citizen: SignedInCitizen; shell: Shell };

/** Sends the list of Mon espace, with the same filters and all its pages, as a spreadsheet made while it is sent. */
export const submissionsSheetPage = (app: SheetApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const { citizen } = citizenOf(res);
    const { definitions } = app.procedures;
    const filter = submissionFilter(readListFilter(req.query, citizen), { definitions, language: shell.language });
    const batches = batchesOf((page) => listSubmissions(app.db, { citizenId: citizen.id, filter, ...page }));
    const words = { procedures: app.procedures, citizen, shell };
    const name = `${shell.t('my-space:sheet.name')}-${localDateOf(app.clock.now())}.xlsx`;
    res.setHeader('Cache-Control', 'no-store');
    res.attachment(name).type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    await writeXlsx(
      { name: shell.t('my-space:procedures'), columns: columnsOf(shell), rows: rowsOf(batches, words) },
      res,
    );
  },
});

const ROWS_A_BATCH = 500;

type ListBatch = (page: { asked: { going: 'on'; from: string } | null; limit: number }) => Promise<SubmissionInList[]>;

async function* batchesOf(list: ListBatch): AsyncGenerator<SubmissionInList[]> {
  let batch = await list({ asked: null, limit: ROWS_A_BATCH });
  while (batch.length > 0) {
    yield batch;
    const last = batch.at(-1);
    if (last === undefined || batch.length < ROWS_A_BATCH) return;
    batch = await list({ asked: { going: 'on', from: last.id }, limit: ROWS_A_BATCH });
  }
}

async function* rowsOf(batches: AsyncIterable<SubmissionInList[]>, words: Reading): AsyncGenerator<Cell[][]> {
  for await (const batch of batches) {
    const rows = await submissionRows(batch, words);
    yield batch.map(({ filedAt, changedAt, dueOn }, index) => {
      const row = rows[index];
      const expected = row?.expected !== null && dueOn !== null ? { day: dueOn } : (row?.expected ?? null);
      return [
        row?.reference ?? null,
        row?.name.text ?? null,
        row?.profile ?? null,
        row?.filedBy ?? null,
        row?.tag.text ?? null,
        { moment: filedAt },
        { moment: changedAt },
        expected,
      ];
    });
  }
}

function columnsOf({ t }: Shell) {
  return [
    { heading: t('web:word.reference'), width: 16 },
    { heading: t('submissions:rows.request'), width: 44 },
    { heading: t('submissions:rows.profile'), width: 30 },
    { heading: t('my-space:sheet.filedBy'), width: 24 },
    { heading: t('web:word.status'), width: 22 },
    { heading: t('my-space:sheet.filedAt'), width: 18 },
    { heading: t('submissions:rows.changed'), width: 18 },
    { heading: t('submissions:rows.expected'), width: 40 },
  ];
}
