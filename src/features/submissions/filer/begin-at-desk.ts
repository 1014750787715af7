import { randomUUID } from 'node:crypto';
import type { App } from '../../../app.ts';
import type { Language } from '../../../domain/language.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffAct } from '../../staff/staff-act.ts';
import { listStaffDepartments } from '../../staff/staff-departments.repository.ts';
import { insertDraft } from '../draft/drafts.repository.ts';
import type { DeskChannel } from './desk-visit.ts';
import { findVisitOfForm, insertDeskVisit, lockVisitForm } from './desk-visits.repository.ts';

type Begin = {
  by: StaffActor;
  /** The id of the form, of which only the first press begins a draft. */
  formId: string;
  citizenId: string | null;
  channel: DeskChannel;
  /** The department that handles the démarche. */
  department: string;
  draft: { slug: string; version: number; language: Language };
};

/**
 * Begins a démarche for somebody who came, called or wrote. Returns the id of its draft: that of the one begun a moment
 * ago, when the button was pressed twice. Throws NotFound for a department that the agent no longer works for.
 */
export async function beginAtDesk(
  app: Pick<App, 'db'>,
  { by, formId, citizenId, channel, department, draft }: Begin,
): Promise<string> {
  const visit = { staffMemberId: by.id, citizenId, channel };
  let draftId = '';
  await staffAct(app, by, {
    async lock(tx) {
      await lockVisitForm(tx, formId);
      return (await listStaffDepartments(tx, by.id)).includes(department) ? { department } : null;
    },
    async act(tx) {
      const before = await findVisitOfForm(tx, { id: formId, ...visit, draft });
      if (before?.isSame === true) {
        draftId = before.draftId;
        return null;
      }
      const id = before === null ? formId : randomUUID();
      draftId = await insertDraft(tx, { ...draft, owner: { guestId: id }, enterpriseNumber: null });
      await insertDeskVisit(tx, { id, draftId, ...visit });
      return { name: 'desk-visit-begun', details: { slug: draft.slug, channel, citizenId } };
    },
  });
  if (draftId === '') throw new NotFound();
  return draftId;
}
