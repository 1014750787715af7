import type { App } from '../../../../app.ts';
import { NotFound } from '../../../../domain/not-found.ts';
import type { StaffActor } from '../../../staff/signed-in-staff.ts';
import type { Attachment } from '../../../submissions/attachments/attachment.ts';
import type { WrittenMessage } from '../../../submissions/messages/message.ts';
import { type Written, writeMessage } from '../../../submissions/messages/write-message.ts';
import { actOnSubmission, type HandlingApp } from '../act-on-submission.ts';
import type { ReadySentence } from './ready-sentences.ts';

type Sending = {
  reference: string;
  by: StaffActor;
  message: WrittenMessage & { template: ReadySentence | '' };
  documents: readonly Attachment[];
};

/**
 * Sends a message of an agent: the sentence that was chosen, in the language of the submission, then what was written.
 * What a colleague changed meanwhile does not stop it, nor does any status. Throws NotFound for a submission that is not
 * of a department of theirs.
 */
export async function sendMessage(
  app: HandlingApp & Pick<App, 'config' | 'texts'>,
  { reference, by, message, documents }: Sending,
): Promise<Written['outcome']> {
  let outcome: Written['outcome'] = 'there';
  const done = await actOnSubmission(app, { reference, seen: null, by }, async (tx, submission) => {
    const { id, template, text: written } = message;
    const chosen = template === '' ? '' : app.texts[submission.language](`admin:messages.ready.${template}.text`);
    const text = [chosen, written].filter((part) => part !== '').join('\n\n');
    const sender = { kind: 'staff', id: by.id } as const;
    const result = await writeMessage(app, tx, { submission, message: { id, text }, by: sender, documents });
    outcome = result.outcome;
    return result.change;
  });
  if (done === 'gone') throw new NotFound();
  return outcome;
}
