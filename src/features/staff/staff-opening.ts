import type { Readable } from 'node:stream';
import type { App } from '../../app.ts';
import { NotFound } from '../../domain/not-found.ts';
import type { Transaction } from '../../platform/database.ts';
import type { AuditEventContent } from '../audit/audit-event.ts';
import { insertAuditEvent } from '../audit/audit-events.repository.ts';
import type { StaffActor } from './signed-in-staff.ts';

type OpeningEvent = Extract<AuditEventContent, { details: unknown }>;
export type StaffOpening<Found extends object | string | null> = {
  /**
   * Finds the subject and judges whether this person may see it. Returns null, or throws NotFound, when they may not.
   */
  find(tx: Transaction): Promise<Found>;
  /** Returns the audit event of the opening. */
  event(shown: NonNullable<Found>): OpeningEvent;
};

/**
 * Runs every opening of the staff, in one transaction: what is shown is found and judged, and only then one line of the
 * audit log says who was shown it. Returns null, and writes nothing, where nothing is shown.
 */
export function staffOpening<Found extends object | string | null>(
  app: Pick<App, 'db'>,
  by: StaffActor,
  { find, event }: StaffOpening<Found>,
): Promise<Found> {
  return app.db.transaction(async (tx) => {
    const found = await find(tx);
    if (found !== null) {
      await insertAuditEvent(tx, { ...event(found), staffMemberId: by.id, network: by.network });
    }
    return found;
  });
}

/**
 * Does the same for a file whose content the caller has already opened, so that the log never says that somebody opened
 * a file which the storage has lost. Throws NotFound and closes the content when nothing is shown.
 */
export async function staffFileOpening<Found extends object>(
  app: Pick<App, 'db'>,
  by: StaffActor,
  { content, ...opening }: StaffOpening<Found | null> & { content: Readable },
): Promise<Found> {
  try {
    const found = await staffOpening(app, by, opening);
    if (found === null) throw new NotFound();
    return found;
  } catch (error) {
    content.destroy();
    throw error;
  }
}
