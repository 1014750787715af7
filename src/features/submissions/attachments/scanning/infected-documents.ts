import type { Answers } from '../../../procedures/definition/answers.ts';
import { documentIds } from '../../../procedures/fields/document.ts';
import type { FieldOf } from '../../../procedures/fields/field-kind.ts';
import type { VisibleStep } from '../../../procedures/journey.ts';
import type { Problem } from '../../draft/step/step-problems.ts';
import { documentsAsked } from '../../filing/documents-asked.ts';
import type { Attachment } from '../attachment.ts';

type Judged = Pick<Attachment, 'id' | 'name' | 'state' | 'messageId'>;

/** What is wrong with the fields whose documents were found infected after they came. `ids` are those of a field. */
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

/**
 * Returns the infected documents of a filed request that nobody replaced: those that its answers still hold, and those of
 * messages after which no other document came with a message.
 */
export function infectedDocuments({ attachments, steps }: Answered): Judged[] {
  const asked = new Set(documentsAsked(steps));
  const later = attachments.findLastIndex(({ messageId, state }) => messageId !== null && state !== 'infected');
  return attachments.filter(
    ({ id, state, messageId }, index) => state === 'infected' && (messageId === null ? asked.has(id) : index > later),
  );
}

/** Returns the documents that an answer of a draft names. */
export const documentsIn = (answers: Answers) => (field: FieldOf<'file'>) => documentIds(answers[field.id]);
