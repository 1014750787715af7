import { randomUUID } from 'node:crypto';
import type { App } from '../../../app.ts';
import type { Language } from '../../../domain/language.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffAct } from '../../staff/staff-act.ts';
import { listStaffDepartments } from '../../staff/staff-departments.repository.ts';
import { insertDraft } from '../draft/drafts.repository.ts';
import type { DeskChannel } from './desk-visit.ts';
import { insertDeskVisit } from './desk-visits.repository.ts';

type Begin = {
  by: StaffActor;
  citizenId: string | null;
  channel: DeskChannel;
  /** Whose démarche it is. */
  department: string;
  draft: { slug: string; version: number; language: Language };
};

/**
 * Begins a démarche for somebody who came, called or wrote. Returns the id of its draft. Throws NotFound for a department
 * that the agent no longer works for.
 */
export async function beginAtDesk(
  app: Pick<App, 'db'>,
  { by, citizenId, channel, department, draft }: Begin,
): Promise<string> {
  let draftId = '';
  const begun = await staffAct(app, by, {
    lock: async (tx) => ((await listStaffDepartments(tx, by.id)).includes(department) ? { id: randomUUID() } : null),
    async act(tx, { id }) {
      draftId = await insertDraft(tx, { ...draft, owner: { guestId: id }, enterpriseNumber: null });
      await insertDeskVisit(tx, { id, draftId, staffMemberId: by.id, citizenId, channel });
      return { name: 'desk-visit-begun', details: { slug: draft.slug, channel, citizenId } };
    },
  });
  if (!begun) throw new NotFound();
  return draftId;
}
