import type { Request, Response } from 'express';
import type { App } from '../../../../app.ts';
import { type LocalDate, localDateOf } from '../../../../domain/local-date.ts';
import { type Paging, pageAsked, pagingOf } from '../../../../web/form/paging.ts';
import { formatNumber } from '../../../../web/page/format.ts';
import { shellOf } from '../../../../web/page/locals.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import { view } from '../../../../web/page/view.ts';
import type { Procedures } from '../../../procedures/versions/procedures.ts';
import { staffOf } from '../../../staff/signed-in-staff.ts';
import { countSavedViews } from '../saved-views/count-saved-views.ts';
import { listSavedViews } from '../saved-views/saved-views.repository.ts';
import { type Shortcuts, shortcutsOf } from '../shortcuts.ts';
import { type AskedList, readAskedList } from './asked-list.ts';
import { type BatchControls, batchControls } from './batch-controls.ts';
import { type HandledFilterForm, handledFilterForm, type SearchForm, searchForm } from './filter-form.ts';
import { type HandledFilter, isNarrowed } from './handled-filter.ts';
import { getHandledFrame, type HandledFrame } from './handled-frame.repository.ts';
import { type HandledRow, handledRows } from './handled-rows.ts';
import { MATCHED_AT_MOST } from './handled-submissions.repository.ts';
import { listQuery } from './list-query.ts';
import { type Searched, searchSubmissions } from './search-submissions.ts';
import {
  exportsOf,
  type SavedViewLinks,
  savedViewLinks,
  type ViewLink,
  type ViewTools,
  viewLinks,
  viewTools,
} from './view-links.ts';

export type HandledListPage = {
  title: string;
  views: ViewLink[];
  saved: SavedViewLinks | null;
  tools: ViewTools;
  /** The sentences that say what the list does not show, and why. */
  told: string[];
  search: SearchForm;
  filter: HandledFilterForm;
  /** The list as a file, with the same filters. */
  exports: { xlsx: string; csv: string };
  table: HandledTable | null;
  shortcuts: Shortcuts;
  /** The sentences that say why the list is empty and what to do; null while it is not. */
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

/** Lists the submissions of one's departments. Everything that is asked for stands in the address. */
export const submissionsPage = (app: ListApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const { id: agentId } = staffOf(res);
    const today = localDateOf(app.clock.now());
    const list = await readAskedList(app.db, { agentId, query: req.query });
    const { filter } = list;
    const query = listQuery(list.query, req.query['after']);
    const { frame, searched, saved } = await readList(app, { agentId, today, filter, after: req.query['after'] });
    const problem = searched.ok ? null : shell.t(`admin:list.search.${searched.problem}`);
    const listed = searched.ok ? searched.listed : NOTHING;
    const rows = await handledRows(listed.rows, { procedures: app.procedures, today, query, shell });
    const path = `${shell.at('/admin/submissions')}${list.query}`;
    const paging = pagingOf(listed, { path, newestFirst: filter.sort === 'newest', t: shell.t });
    const form = handledFilterForm(filter, { procedures: app.procedures, frame, staffId: agentId, shell });
    const page: HandledListPage = {
      title: shell.t('admin:list.title'),
      views: viewLinks(list, frame, shell),
      saved: savedViewLinks({ ...saved, saved: list.saved }, shell),
      tools: viewTools(list, { frame, staffId: agentId, shell }),
      told: toldOf({ list, searched, form }, shell),
      search: searchForm(filter, problem, shell),
      filter: form,
      exports: exportsOf(filter, shell),
      table: rows.length === 0 ? null : { ...tableOf(rows, paging, shell), batch: batchControls(query, frame, shell) },
      shortcuts: shortcutsOf('list', shell),
      empty: rows.length === 0 && problem === null ? emptyText(filter, frame, shell) : null,
    };
    listView.renderForm(res, page, { refused: problem !== null });
  },
});

type Asking = { agentId: string; today: LocalDate; filter: HandledFilter; after: unknown };

/** Reads the rows that are asked for, and at the same time what stands around them. */
async function readList(app: ListApp, { agentId, today, filter, after }: Asking) {
  const [frame, searched, saved] = await Promise.all([
    getHandledFrame(app.db, { agentId, today }),
    searchSubmissions(app, { agentId, today, filter, asked: pageAsked(after) }),
    readSavedViews(app, { agentId, today }),
  ]);
  return { frame, searched, saved };
}

const NOTHING = { rows: [], previous: null, next: null };
async function readSavedViews(app: ListApp, reader: { agentId: string; today: LocalDate }) {
  const views = await listSavedViews(app.db, reader.agentId);
  const counts = views.length === 0 ? new Map<string, number>() : await countSavedViews(app, { ...reader, views });
  return { views, counts };
}

type Told = { list: AskedList; searched: Searched; form: HandledFilterForm };

function toldOf({ list, searched, form }: Told, { t, language }: Shell): string[] {
  const max = formatNumber(MATCHED_AT_MOST, language);
  return [
    ...(list.gone ? [t('admin:views.gone')] : []),
    ...(form.gone.length > 0 ? [t('admin:list.gone', { filters: form.gone.join(', ') })] : []),
    ...(searched.ok && searched.more ? [t('admin:list.search.more', { max })] : []),
  ];
}

function tableOf(rows: HandledRow[], paging: Paging, { t }: Shell): Omit<HandledTable, 'batch'> {
  return {
    label: t('admin:list.title'),
    headings: {
      request: t('submissions:rows.request'),
      who: t('admin:list.who'),
      status: t('web:word.status'),
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
