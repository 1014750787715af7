import type { App } from '../../../../app.ts';
import type { StaffActor } from '../../../staff/signed-in-staff.ts';
import type { WrittenMessage } from '../../../submissions/messages/message.ts';
import { writeMessage } from '../../../submissions/messages/write-message.ts';
import { actOnSubmission, type HandlingApp } from '../act-on-submission.ts';
import type { ReadySentence } from './ready-sentences.ts';

type Sending = {
  reference: string;
  by: StaffActor;
  message: WrittenMessage & { template: ReadySentence | '' };
};

/**
 * Sends a message of an agent: the sentence that was chosen, in the language of the submission, then what was written.
 * Returns false for a submission that is not of a department of theirs. What a colleague changed meanwhile does not stop
 * it, nor does any status.
 */
export async function sendMessage(
  app: HandlingApp & Pick<App, 'texts'>,
  { reference, by, message }: Sending,
): Promise<boolean> {
  const outcome = await actOnSubmission(app, { reference, seen: null, by }, (tx, submission) => {
    const { id, template, text: written } = message;
    const chosen = template === '' ? '' : app.texts[submission.language](`admin:messages.ready.${template}.text`);
    const text = [chosen, written].filter((part) => part !== '').join('\n\n');
    const sender = { citizenId: null, staffMemberId: by.id };
    return writeMessage(tx, { submission, message: { id, text }, sender });
  });
  return outcome !== 'gone';
}
