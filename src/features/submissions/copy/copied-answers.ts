import type { LocalDate } from '../../../domain/local-date.ts';
import type { Answer, Answers } from '../../procedures/definition/answers.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import type { FieldDefinition, ItemField } from '../../procedures/definition/field-definition.ts';
import { kindOf } from '../../procedures/fields/field-kinds.ts';

/** The answers that were filed, the form they were filed in, and the form of today. */
type Copied = { answers: Answers; filedIn: HandledDefinition; form: HandledDefinition; today: LocalDate };

/**
 * Returns the answers that a new draft may begin with: those of a field that the form still has under the same id and
 * type, and that would be accepted if they were typed today. Documents and national numbers stay where they are: a
 * document belongs to one request, a national number is sealed for one.
 */
export function copiedAnswers({ answers, filedIn, form, today }: Copied): Answers {
  const before = fieldsOf(filedIn);
  return copied(answers, { before, now: fieldsOf(form), today });
}

const fieldsOf = ({ steps }: HandledDefinition) => steps.flatMap(({ fields }) => fields);

type Forms = { before: readonly FieldDefinition[]; now: readonly FieldDefinition[]; today: LocalDate };

function copied(answers: Answers, { before, now, today }: Forms): Answers {
  const kept = now.flatMap((field): [string, Answer][] => {
    const answer = answers[field.id];
    const same = before.find(({ id }) => id === field.id);
    if (answer === undefined || same?.type !== field.type) return [];
    if (field.type !== 'group') return mayBeCopied(field, answer, today) ? [[field.id, answer]] : [];
    const inItem = { before: same.type === 'group' ? same.fields : [], now: field.fields, today };
    return Array.isArray(answer) ? [[field.id, copiedItems(answer, inItem)]] : [];
  });
  return Object.fromEntries(kept);
}

/** Does what `copiedAnswers` does for each item of a repeatable block. Any other answer gives no items. */
export function copiedItems(answer: Answer | undefined, forms: Forms): Answers[] {
  return Array.isArray(answer) ? answer.map((item: Answers) => copied(item, forms)) : [];
}

function mayBeCopied(field: ItemField, answer: Answer, today: LocalDate): boolean {
  if (field.type === 'file' || field.type === 'nationalNumber' || field.type === 'notice') return false;
  const kind = kindOf(field);
  const read = kind.read(field, kind.typed(field, answer, ''), { today, prefix: '' });
  return read.ok && read.answer !== undefined;
}
