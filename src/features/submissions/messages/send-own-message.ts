import type { App } from '../../../app.ts';
import type { Filer } from '../filer/filer.ts';
import { actOnOwnSubmission } from '../handling/act-on-own-submission.ts';
import type { ChangingApp } from '../handling/change-submission.ts';
import type { WrittenMessage } from './message.ts';
import { writeMessage } from './write-message.ts';

type Sending = { reference: string; filer: Filer; message: WrittenMessage };

/**
 * Sends a message of a citizen or a guest about a submission of theirs. No change of a colleague and no status stands in
 * its way: a question about a closed request is still a question. Throws NotFound for one that is not theirs.
 */
export async function sendOwnMessage(
  app: Pick<App, 'db'> & ChangingApp,
  { reference, filer, message }: Sending,
): Promise<void> {
  const sender = { citizenId: filer.kind === 'citizen' ? filer.id : null, staffMemberId: null };
  await actOnOwnSubmission(app, { reference, filer, seen: null }, (tx, submission) =>
    writeMessage(tx, { submission, message, sender }),
  );
}
