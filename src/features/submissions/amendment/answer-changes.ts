import type { Answers } from '../../procedures/definition/answers.ts';
import type { Reader } from '../../procedures/fields/field-kind.ts';
import { walk } from '../../procedures/journey.ts';
import type { ReadSubmission } from '../follow-up/read-submission.ts';
import { type AskableField, askableFields } from './askable-fields.ts';

/** A field that changed: its label, and each answer in words. */
export type AnswerChange = { id: string; label: string; before: string; after: string };
type Between = { fields: readonly string[]; before: Answers; after: Answers };
type Words = Pick<Reader, 't' | 'language'>;

/**
 * Returns these fields before and after, in words. A field that only one of the two walks shows counts as unanswered in
 * the other.
 */
export function answerChanges(
  { definition, documents }: Pick<ReadSubmission, 'definition' | 'documents'>,
  { fields, before, after }: Between,
  reader: Words,
): AnswerChange[] {
  const shown = (answers: Answers) => askableFields({ steps: walk(definition, answers), documents }, reader);
  const [then, now] = [shown(before), shown(after)];
  const words = (all: readonly AskableField[], field: string): string =>
    all.find(({ id }) => id === field)?.answer ?? reader.t('submissions:check.unanswered');
  return fields.flatMap((field) => {
    const known = [...now, ...then].find(({ id }) => id === field);
    if (known === undefined) return [];
    return [{ id: field, label: known.label, before: words(then, field), after: words(now, field) }];
  });
}
