import type { App } from '../../../../app.ts';
import type { Transaction } from '../../../../platform/database.ts';
import type { StaffActor } from '../../../staff/signed-in-staff.ts';
import { staffAct } from '../../../staff/staff-act.ts';
import { listStaffDepartments } from '../../../staff/staff-departments.repository.ts';
import {
  deleteSavedView,
  insertSavedView,
  lockSavedView,
  lockViewsOf,
  type NewView,
  SAVED_AT_MOST,
  updateSavedView,
} from './saved-views.repository.ts';

type Audited = { act: 'saved' | 'changed' | 'deleted'; view: string; department: string | null };
const event = (details: Audited) => ({ name: 'list-view-changed', details }) as const;

export type SaveOutcome = { outcome: 'saved'; id: string } | { outcome: 'taken' | 'too-many' | 'not-yours' };

/** Keeps a list under a name. `not-yours`: the department is none that the agent works for. */
export async function saveView(
  app: Pick<App, 'db'>,
  { by, view }: { by: StaffActor; view: NewView },
): Promise<SaveOutcome> {
  let outcome: SaveOutcome = { outcome: 'not-yours' };
  await staffAct(app, by, {
    lock: (tx) => lockViewsOf(tx, by.id),
    async act(tx, { count }) {
      const departments = await listStaffDepartments(tx, by.id);
      if (view.department !== null && !departments.includes(view.department)) return null;
      const id = count >= SAVED_AT_MOST ? null : await insertSavedView(tx, { agentId: by.id, view });
      outcome = id === null ? { outcome: count >= SAVED_AT_MOST ? 'too-many' : 'taken' } : { outcome: 'saved', id };
      return id === null ? null : event({ act: 'saved', view: id, department: view.department });
    },
  });
  return outcome;
}

type Changed = { by: StaffActor; id: string; name: string; department: string | null };
/** `too-many`: it was left behind by a colleague, and would be one more of one's own than one may have. */
export type ChangeOutcome = 'done' | 'gone' | 'taken' | 'too-many' | 'not-yours';

/** Gives a view another name, or shares it with another department or with nobody. It stays shared as it was otherwise. */
export async function changeView(app: Pick<App, 'db'>, { by, id, name, department }: Changed): Promise<ChangeOutcome> {
  let outcome: ChangeOutcome = 'gone';
  await staffAct(app, by, {
    lock: (tx) => lockViewOf(tx, { id, agentId: by.id }),
    async act(tx, { view, count }) {
      outcome = 'not-yours';
      const departments = await listStaffDepartments(tx, by.id);
      if (department !== null && department !== view.department && !departments.includes(department)) return null;
      outcome = 'too-many';
      if (!view.mine && count >= SAVED_AT_MOST) return null;
      outcome = 'taken';
      if (!(await updateSavedView(tx, { id, agentId: by.id, name, department }))) return null;
      outcome = 'done';
      return event({ act: 'changed', view: id, department });
    },
  });
  return outcome;
}

/** Returns false for a view that this agent may not change, or that is gone. */
export function deleteView(app: Pick<App, 'db'>, { by, id }: Pick<Changed, 'by' | 'id'>): Promise<boolean> {
  return staffAct(app, by, {
    lock: (tx) => lockViewOf(tx, { id, agentId: by.id }),
    async act(tx, { view: { department } }) {
      await deleteSavedView(tx, id);
      return event({ act: 'deleted', view: id, department });
    },
  });
}

/** Locks the account first, in the order of all: two tabs that give one name to two views come one after the other. */
async function lockViewOf(tx: Transaction, asked: { id: string; agentId: string }) {
  const { count } = await lockViewsOf(tx, asked.agentId);
  const view = await lockSavedView(tx, asked);
  return view === null ? null : { view, count };
}
