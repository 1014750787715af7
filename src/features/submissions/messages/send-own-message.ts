import type { App } from '../../../app.ts';
import type { Attachment } from '../attachments/attachment.ts';
import type { Filer } from '../filer/filer.ts';
import { actOnOwnSubmission } from '../handling/act-on-own-submission.ts';
import type { ChangingApp } from '../handling/change-submission.ts';
import { citizenOrGuest } from '../handling/submission-actor.ts';
import type { WrittenMessage } from './message.ts';
import { type Written, writeMessage } from './write-message.ts';

type Sending = { reference: string; filer: Filer; message: WrittenMessage; documents: readonly Attachment[] };

/**
 * Sends a message of a citizen or a guest about a submission of theirs. No change of a colleague and no status stands in
 * its way: a question about a closed request is still a question. Throws NotFound for one that is not theirs.
 */
export async function sendOwnMessage(
  app: Pick<App, 'config' | 'db'> & ChangingApp,
  { reference, filer, message, documents }: Sending,
): Promise<Written['outcome']> {
  let outcome: Written['outcome'] = 'there';
  await actOnOwnSubmission(app, { reference, filer, seen: null }, async (tx, submission, citizen) => {
    const by = citizenOrGuest(citizen);
    const written = await writeMessage(app, tx, { submission, message, by, documents });
    outcome = written.outcome;
    return written.change;
  });
  return outcome;
}
