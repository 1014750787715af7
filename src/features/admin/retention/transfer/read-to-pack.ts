import type { App } from '../../../../app.ts';
import { findContentStamp } from '../../../submissions/destruction/content-stamp.repository.ts';
import {
  type ReadSubmission,
  readSubmission,
  type SubmissionApp,
} from '../../../submissions/follow-up/read-submission.ts';
import { listSubmissionEvents } from '../../../submissions/follow-up/submission-events.repository.ts';
import { findKeptSubmission } from '../../../submissions/follow-up/submissions.repository.ts';
import type { SubmissionEvent } from '../../../submissions/handling/submission-event.ts';
import type { IssuedDocument } from '../../../submissions/issued/issued-document.ts';
import { listIssuedDocuments } from '../../../submissions/issued/issued-documents.repository.ts';
import type { SubmissionMessage } from '../../../submissions/messages/message.ts';
import { listMessages } from '../../../submissions/messages/messages.repository.ts';
import { listNotes, type Note } from '../../submissions/notes/notes.repository.ts';
import { findDueSubmission } from '../due-submissions.repository.ts';
import type { Fate } from '../fates.ts';

/** The whole content of a request, with a stamp that changes when something is written after the reading. */
export type ToPack = {
  stamp: string;
  read: ReadSubmission;
  events: readonly SubmissionEvent[];
  messages: readonly SubmissionMessage[];
  notes: readonly Note[];
  issued: readonly IssuedDocument[];
};
export type ReadingApp = SubmissionApp & Pick<App, 'clock'>;

/** Pages show fewer entries; the package must hold everything, as the requests are destroyed afterwards. */
const ALL = 1_000_000;

/** Returns null for a request that is no longer due. The stamp is taken first, so that it is never newer than the content. */
export async function readToPack(app: ReadingApp, { id, fate }: { id: string; fate: Fate }): Promise<ToPack | null> {
  const { db } = app;
  if ((await findDueSubmission(db, { id, fate, now: app.clock.now() })) === null) return null;
  const stamp = await findContentStamp(db, id);
  const found = await findKeptSubmission(db, id);
  if (stamp === null || found === null) return null;
  return {
    stamp,
    read: await readSubmission(app, { found, documentsUnder: '' }),
    events: await listSubmissionEvents(db, id, ALL),
    messages: await listMessages(db, id, ALL),
    notes: await listNotes(db, id, ALL),
    issued: await listIssuedDocuments(db, id),
  };
}
