import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../../app.ts';
import { localDateOf } from '../../../../domain/local-date.ts';
import { type Paging, pageAsked, pagingOf } from '../../../../web/form/paging.ts';
import { formatNumber } from '../../../../web/page/format.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import { view } from '../../../../web/page/view.ts';
import type { Procedures } from '../../../procedures/versions/procedures.ts';
import { staffOf } from '../../../staff/signed-in-staff.ts';
import { type BatchControls, batchControls } from './batch-controls.ts';
import { type HandledFilterForm, handledFilterForm, type SearchForm, searchForm } from './filter-form.ts';
import {
  type HandledFilter,
  handledQuery,
  isNarrowed,
  LIST_VIEWS,
  type ListView,
  readHandledFilter,
} from './handled-filter.ts';
import { getHandledFrame, type HandledFrame } from './handled-frame.repository.ts';
import { type HandledRow, handledRows } from './handled-rows.ts';
import { listQuery } from './list-query.ts';
import { searchSubmissions } from './search-submissions.ts';

type ViewLink = { href: string; text: string; count: string; current: boolean };
export type HandledListPage = {
  title: string;
  views: ViewLink[];
  search: SearchForm;
  filter: HandledFilterForm;
  /** The list as a file, with the same filters. */
  exports: { xlsx: string; csv: string };
  table: HandledTable | null;
  /** Why the list is empty, and what to do; null while it is not. */
  empty: { title: string; text: string } | null;
};
/** The model of views/partials/handled/table.ejs: cards on a narrow screen, with the headings repeated. */
export type HandledTable = {
  label: string;
  headings: Readonly<Record<'request' | 'who' | 'status' | 'submitted' | 'due' | 'assignee', string>>;
  nobody: string;
  nothing: string;
  rows: HandledRow[];
  paging: Paging;
  batch: BatchControls;
};
const listView = view<HandledListPage>('admin/submissions/list/submissions');
type ListApp = Pick<App, 'clock' | 'db'> & { procedures: Procedures };

/** The submissions of one's departments: what waits, for whom, and since when. Everything asked for stands in the address. */
export const submissionsPage = (app: ListApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { shell } = res.locals;
    const { id: agentId } = staffOf(res);
    const today = localDateOf(app.clock.now());
    const filter = readHandledFilter(req.query);
    const query = listQuery(filter, req.query['after']);
    const asked = pageAsked(req.query['after'], z.uuid());
    const [frame, searched] = await Promise.all([
      getHandledFrame(app.db, { agentId, today }),
      searchSubmissions(app, { agentId, today, filter, asked }),
    ]);
    const problem = searched.ok ? null : shell.t(`admin:list.search.${searched.problem}`);
    const listed = searched.ok ? searched.listed : NOTHING;
    const rows = await handledRows(listed.rows, {
      procedures: app.procedures,
      today,
      query,
      shell,
    });
    const path = `${shell.at('/admin/submissions')}${handledQuery(filter)}`;
    const paging = pagingOf(listed, { path, newestFirst: filter.sort === 'newest', t: shell.t });
    const page: HandledListPage = {
      title: shell.t('admin:list.title'),
      views: viewLinks(filter, frame, shell),
      search: searchForm(filter, problem, shell),
      filter: handledFilterForm(filter, { procedures: app.procedures, frame, staffId: agentId, shell }),
      exports: {
        xlsx: `${shell.at('/admin/submissions/export.xlsx')}${handledQuery(filter)}`,
        csv: `${shell.at('/admin/submissions/export.csv')}${handledQuery(filter)}`,
      },
      table: rows.length === 0 ? null : { ...tableOf(rows, paging, shell), batch: batchControls(query, frame, shell) },
      empty: rows.length === 0 && problem === null ? emptyText(filter, frame, shell) : null,
    };
    listView.render(res, page, problem === null ? 200 : 422);
  },
});

const NOTHING = { rows: [], previous: null, next: null };
const SHOWN_AT_MOST = 1000;

function viewLinks(filter: HandledFilter, { counts }: HandledFrame, { t, at, language }: Shell): ViewLink[] {
  const said = (count: number) =>
    count > SHOWN_AT_MOST ? `${formatNumber(SHOWN_AT_MOST, language)}+` : formatNumber(count, language);
  return LIST_VIEWS.map((value: ListView) => ({
    href: `${at('/admin/submissions')}?view=${value}`,
    text: t(`admin:list.view.${value}`),
    count: said(counts[value]),
    current: value === filter.view,
  }));
}

function tableOf(rows: HandledRow[], paging: Paging, { t }: Shell): Omit<HandledTable, 'batch'> {
  return {
    label: t('admin:list.title'),
    headings: {
      request: t('submissions:rows.request'),
      who: t('admin:list.who'),
      status: t('submissions:rows.status'),
      submitted: t('admin:list.submitted'),
      due: t('admin:list.due'),
      assignee: t('admin:list.assignee'),
    },
    nobody: t('admin:list.nobody'),
    nothing: t('submissions:rows.nothing'),
    rows,
    paging,
  };
}

function emptyText(filter: HandledFilter, { departments }: HandledFrame, { t }: Shell): HandledListPage['empty'] {
  if (departments.length === 0) {
    return { title: t('admin:list.noDepartment'), text: t('admin:list.noDepartment.text') };
  }
  if (isNarrowed(filter)) return { title: t('admin:list.none'), text: t('admin:list.none.text') };
  return { title: t(`admin:list.empty.${filter.view}`), text: t(`admin:list.empty.${filter.view}.text`) };
}
