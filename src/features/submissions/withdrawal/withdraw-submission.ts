import type { App } from '../../../app.ts';
import type { Filer } from '../filer/filer.ts';
import { actOnOwnSubmission, type OwnActOutcome } from '../handling/act-on-own-submission.ts';
import type { ChangingApp } from '../handling/change-submission.ts';
import { mayBecome } from '../submission-status.ts';

/** `seen` is the revision that the form showed; null for a form that showed none. */
type Withdrawing = { reference: string; filer: Filer; seen: number | null; reason: string | null };

/**
 * Withdraws a submission that still waits for somebody. Nothing is deleted: its answers, documents and receipt can be
 * read as before. Throws NotFound for one that is not theirs.
 */
export function withdrawSubmission(
  app: Pick<App, 'db'> & ChangingApp,
  { reason, ...asked }: Withdrawing,
): Promise<OwnActOutcome> {
  return actOnOwnSubmission(app, asked, async (_tx, { status }) =>
    mayBecome(status, { status: 'withdrawn', by: 'citizen' })
      ? { event: { name: 'withdrawn', detail: { reason } }, status: 'withdrawn' }
      : null,
  );
}
