import { randomUUID } from 'node:crypto';
import type { App } from '../../../app.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffAct } from '../../staff/staff-act.ts';
import { type DraftOfCode, findDraftOfCode, insertDeskVisit } from './desk-visits.repository.ts';

type Open = {
  by: StaffActor;
  /** The code that the person shows, ten hexadecimal digits in lower case. */
  digits: string;
};

/**
 * Opens the draft of somebody who came with its code, so that the agent goes on with it: it stays theirs. Returns null
 * for a code that no draft of the agent's departments has.
 */
export async function openAtDesk(app: Pick<App, 'db'>, { by, digits }: Open): Promise<DraftOfCode | null> {
  let opened: DraftOfCode | null = null;
  await staffAct<DraftOfCode>(app, by, {
    lock: (tx) => findDraftOfCode(tx, { digits, agentId: by.id }),
    async act(tx, draft) {
      const { id: draftId, slug, citizenId } = draft;
      await insertDeskVisit(tx, { id: randomUUID(), draftId, staffMemberId: by.id, citizenId, channel: 'desk' });
      opened = draft;
      return { name: 'desk-visit-begun', details: { slug, channel: 'desk', citizenId } };
    },
  });
  return opened;
}
