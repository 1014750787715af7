import type { Answers } from '../../../procedures/definition/answers.ts';
import { documentIds } from '../../../procedures/fields/document.ts';
import type { FieldOf } from '../../../procedures/fields/field-kind.ts';
import type { VisibleStep } from '../../../procedures/journey.ts';
import type { Problem } from '../../draft/step/step-problems.ts';
import { documentsAsked } from '../../filing/documents-asked.ts';
import type { SubmissionEvent } from '../../handling/submission-event.ts';
import type { SubmissionMessage } from '../../messages/message.ts';
import { type Attachment, mayBeHandedOut } from '../attachment.ts';

type Judged = Pick<Attachment, 'id' | 'name' | 'state' | 'messageId'>;

/**
 * Returns a problem for each document that was found infected after it came. `ids` returns the documents of a field.
 */
export function infectedProblems(
  attachments: readonly Judged[],
  fields: readonly FieldOf<'file'>[],
  ids: (field: FieldOf<'file'>) => readonly string[],
): Problem[] {
  return fields.flatMap((field) => {
    const here = ids(field);
    return attachments
      .filter(({ id, state }) => state === 'infected' && here.includes(id))
      .map(({ name }) => ({
        control: field.id,
        label: field.label,
        sentence: 'procedures:problem.document.found-infected' as const,
        values: { name },
        missing: false,
      }));
  });
}

type Answered = { attachments: readonly Judged[]; steps: readonly VisibleStep[] };

/** Returns the first step that holds an infected document; null for none. */
export function infectedStep({ attachments, steps }: Answered): string | null {
  const infected = new Set(attachments.filter(({ state }) => state === 'infected').map(({ id }) => id));
  const found = steps.find((step) => documentsAsked([step]).some((id) => infected.has(id)));
  return found?.step.id ?? null;
}

/** A filed request with its messages and its events. */
type Filed = Answered & { messages: readonly SubmissionMessage[]; events: readonly SubmissionEvent[] };

type Infected = Judged & { ofStaff: boolean };

/**
 * Returns the infected documents of a filed request that nobody replaced: those that its answers still hold, and those of
 * messages, unless whoever sent them wrote a message since they were found that brought a document that opens.
 */
export function infectedDocuments({ attachments, steps, messages, events }: Filed): Infected[] {
  const asked = new Set(documentsAsked(steps));
  const opening = new Set(attachments.filter(mayBeHandedOut).map(({ messageId }) => messageId));
  const staffs = new Map(messages.map(({ id, by }) => [id, by.kind === 'staff']));
  const isReplaced = ({ id, ofStaff }: Infected) => {
    const found = foundAt(events, id);
    return messages.some(
      (one) => opening.has(one.id) && staffs.get(one.id) === ofStaff && found !== null && one.sentAt > found,
    );
  };
  return attachments
    .filter(({ id, state, messageId }) => state === 'infected' && (messageId !== null || asked.has(id)))
    .map((one) => ({ ...one, ofStaff: one.messageId !== null && staffs.get(one.messageId) === true }))
    .filter((one) => !isReplaced(one));
}

function foundAt(events: Filed['events'], documentId: string): Date | null {
  const found = events.find(
    ({ content }) => content.name === 'document-infected' && content.detail.documentId === documentId,
  );
  return found?.happenedAt ?? null;
}

/** Returns the documents that an answer of a draft names. */
export const documentsIn = (answers: Answers) => (field: FieldOf<'file'>) => documentIds(answers[field.id]);
