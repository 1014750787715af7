import type { Request, Response } from 'express';
import type { App } from '../../../../app.ts';
import { NotFound } from '../../../../domain/not-found.ts';
import { fieldsOf, firstForm, parseForm, withError } from '../../../../web/form/parse.ts';
import { rowIdIn } from '../../../../web/form/row-id.ts';
import { shellOf } from '../../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../../web/page/shell.ts';
import type { Translate } from '../../../../web/page/texts.ts';
import { view } from '../../../../web/page/view.ts';
import { staffActor, staffOf } from '../../../staff/signed-in-staff.ts';
import { listStaffDepartments } from '../../../staff/staff-departments.repository.ts';
import { readAskedList } from '../list/asked-list.ts';
import { handledQuery } from '../list/handled-filter.ts';
import { readListQuery } from '../list/list-query.ts';
import { changeView, deleteView, saveView } from './change-saved-view.ts';
import { findSavedView, SAVED_AT_MOST, type SavedView } from './saved-views.repository.ts';
import { type SavedViewPage, SHOWN, ViewFields, type ViewForm, viewModel } from './view-form.ts';

const savedView = view<SavedViewPage>('admin/submissions/saved-views/saved-view');
type ViewApp = Pick<App, 'db'>;
const LIST = '/admin/submissions';

/** Keeps the list that led here under a name. */
export const newViewPage = (app: ViewApp) => ({
  get: (req: Request, res: Response): Promise<void> =>
    show(app, res, { form: firstForm(res, SHOWN, { list: readListQuery(req.query['list']) }), kept: null }),

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const { form, ...parsed } = parseForm(ViewFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(app, res, { form, kept: null });
    const asked = Object.fromEntries(new URLSearchParams(readListQuery(form.values.list)));
    const { filter } = await readAskedList(app.db, { agentId: staffOf(res).id, query: asked });
    const saved = await saveView(app, { by: staffActor(res), view: { ...parsed.input, query: handledQuery(filter) } });
    if (saved.outcome === 'saved') {
      return redirectWithNotice(res, { path: at(`${LIST}?view=${saved.id}`), notice: 'admin:notice.view-saved' });
    }
    const wrong = withError(form, ...problemOf(saved.outcome, t));
    await show(app, res, { form: wrong, kept: null });
  },
});

/** Renames a saved view, shares it with others, or deletes it. */
export const savedViewPage = (app: ViewApp) => ({
  async get(_req: Request, res: Response): Promise<void> {
    const kept = await changeable(app, res);
    const values = { name: kept.name, department: kept.department ?? '', list: `?view=${kept.id}` };
    await show(app, res, { form: firstForm(res, SHOWN, values), kept });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const kept = await changeable(app, res);
    const by = staffActor(res);
    const fields = fieldsOf(req);
    if (fields['act'] === 'delete') {
      if (!(await deleteView(app, { by, id: kept.id }))) throw new NotFound();
      return redirectWithNotice(res, { path: at(LIST), notice: 'admin:notice.view-deleted' });
    }
    const { form, ...parsed } = parseForm(ViewFields, { shown: SHOWN, fields, t });
    if (!parsed.ok) return show(app, res, { form, kept });
    const outcome = await changeView(app, { by, id: kept.id, ...parsed.input });
    if (outcome === 'gone') throw new NotFound();
    if (outcome !== 'done') return show(app, res, { form: withError(form, ...problemOf(outcome, t)), kept });
    redirectWithNotice(res, { path: at(`${LIST}?view=${kept.id}`), notice: 'admin:notice.view-saved' });
  },
});

function problemOf(outcome: 'taken' | 'too-many' | 'not-yours', t: Translate): ['name' | 'department', string] {
  if (outcome === 'not-yours') return ['department', t('admin:views.notYours')];
  return ['name', outcome === 'taken' ? t('admin:views.taken') : t('admin:views.tooMany', { max: SAVED_AT_MOST })];
}

/** Throws NotFound for one that the agent may not change. */
async function changeable(app: ViewApp, res: Response): Promise<SavedView> {
  const id = rowIdIn(res.req.params['view']);
  const found = await findSavedView(app.db, { id, agentId: staffOf(res).id });
  if (found?.mayChange !== true) throw new NotFound();
  return found;
}

type Shown = { form: ViewForm; kept: SavedView | null };

async function show(app: ViewApp, res: Response, { form, kept }: Shown): Promise<void> {
  const shell = shellOf(res);
  const departments = await listStaffDepartments(app.db, staffOf(res).id);
  const list = readListQuery(form.values.list);
  const back = `${shell.at(LIST)}${kept === null ? list : `?view=${kept.id}`}`;
  const told = shell.t(kept === null || kept.mine ? 'admin:views.told' : 'admin:views.toldLeft');
  const page = viewModel({ form, departments, known: kept !== null, back, told }, shell);
  savedView.renderForm(res, page, form);
}
