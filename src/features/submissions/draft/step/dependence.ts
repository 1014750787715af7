import { inLanguage, type TextInLanguage } from '../../../../domain/localized-text.ts';
import type { Answers } from '../../../procedures/definition/answers.ts';
import type { Condition } from '../../../procedures/definition/condition.ts';
import type { StepDefinition } from '../../../procedures/definition/definition.ts';
import type { FieldDefinition, GroupDefinition } from '../../../procedures/definition/field-definition.ts';
import { remainingCondition } from '../../../procedures/definition/remaining-condition.ts';
import type { Reader } from '../../../procedures/fields/field-kind.ts';
import { kindOf } from '../../../procedures/fields/field-kinds.ts';

/**
 * The condition that a control of the page depends on: as the script reads it, whether it holds now, and in words for a
 * page without script.
 */
export type Depends = { condition: string; met: boolean; words: TextInLanguage };
export type Page = {
  step: StepDefinition;
  /** The item that a control stands in. */
  group: { definition: GroupDefinition; index: number } | null;
  /** The answers of the steps before this one. */
  earlier: Answers;
  /** The paths of what is asked, as it is answered now. */
  asked: ReadonlySet<string>;
  reader: Reader;
};

/**
 * Returns what a control depends on; null where it is always asked, and « never » where the answers of earlier steps
 * exclude it.
 */
export function dependence(condition: Condition | undefined, path: string, page: Page): Depends | 'never' | null {
  if (condition === undefined) return null;
  const rest = remainingCondition(condition, {
    nameOnPage: (field) => nameOnPage(field, page),
    answers: page.earlier,
  });
  if (typeof rest === 'boolean') return rest ? null : 'never';
  return { condition: JSON.stringify(rest), met: page.asked.has(path), words: inWords(condition, page) };
}

/**
 * Returns the name of a field on the page; null for a field of another step. A field of the same item of a block comes
 * first.
 */
function nameOnPage(field: string, { step, group }: Page): string | null {
  if (group?.definition.fields.some(({ id }) => id === field)) {
    return `${group.definition.id}.${group.index}.${field}`;
  }
  return step.fields.some(({ id }) => id === field) ? field : null;
}

/** « Seulement si « Type » : Autre »; a condition of several parts is not told one by one. */
function inWords(condition: Condition, { step, group, reader }: Page): TextInLanguage {
  const field = 'field' in condition ? fieldNamed(condition.field, step, group?.definition) : undefined;
  const wanted = 'is' in condition ? [condition.is] : 'in' in condition ? condition.in : [];
  if (field === undefined || field.type === 'group' || field.type === 'notice' || wanted.length === 0) {
    return { text: reader.t('submissions:onlyIf.asked'), lang: null };
  }
  const { text: question, lang } = inLanguage(field.label, reader.language);
  const kind = kindOf(field);
  const answers = wanted.map((answer) =>
    kind.words(field, field.type === 'choices' ? [String(answer)] : answer, reader),
  );
  return { text: reader.t('submissions:onlyIf', { question, answer: answers.join(', ') }), lang };
}

function fieldNamed(id: string, step: StepDefinition, group?: GroupDefinition): FieldDefinition | undefined {
  return group?.fields.find((field) => field.id === id) ?? step.fields.find((field) => field.id === id);
}
