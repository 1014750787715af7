import type { Language } from '../../../domain/language.ts';
import { inLanguage } from '../../../domain/localized-text.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Condition } from '../../procedures/definition/condition.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import type { FieldDefinition } from '../../procedures/definition/field-definition.ts';

type Words = Pick<Shell, 't' | 'language'>;
type Value = string | number | boolean;
type Known = ReadonlyMap<string, FieldDefinition>;

/** Returns every field of a form by its id, those of repeatable blocks included. */
export function fieldsById({ steps }: HandledDefinition): Known {
  const fields = steps.flatMap((step) =>
    step.fields.flatMap((field) => (field.type === 'group' ? [field, ...field.fields] : [field])),
  );
  return new Map(fields.map((field) => [field.id, field]));
}

/** Says in words when a step or a field is asked: « Vous demandez pour: un enfant ». */
export function conditionWords(condition: Condition, known: Known, words: Words): string {
  const { t } = words;
  if ('not' in condition) return t('admin:condition.not', { part: conditionWords(condition.not, known, words) });
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any;
    const glue = t('all' in condition ? 'admin:condition.and' : 'admin:condition.or');
    return parts.map((part) => conditionWords(part, known, words)).join(` ${glue} `);
  }
  return fieldWords(condition, known.get(condition.field), words);
}

/** Returns the condition as a sentence, or null when there is none. */
export function whenWords(condition: Condition | undefined, known: Known, words: Words): string | null {
  if (condition === undefined) return null;
  return words.t('admin:definition.when', { condition: conditionWords(condition, known, words) });
}

type OfOneField = Extract<Condition, { field: string }>;

function fieldWords(condition: OfOneField, field: FieldDefinition | undefined, words: Words): string {
  const { t, language } = words;
  const label = labelOf(field, condition.field, language);
  if ('answered' in condition) return t(`admin:condition.${condition.answered ? 'answered' : 'empty'}`, { label });
  if ('atLeast' in condition) return t('admin:condition.atLeast', { label, value: String(condition.atLeast) });
  if ('atMost' in condition) return t('admin:condition.atMost', { label, value: String(condition.atMost) });
  const values = 'is' in condition ? [condition.is] : condition.in;
  const value = values.map((one) => valueWords(one, field, words)).join(', ');
  return t('admin:condition.is', { label, value });
}

export function labelOf(field: FieldDefinition | undefined, id: string, language: Language): string {
  return field === undefined || field.type === 'notice' ? id : inLanguage(field.label, language).text;
}

function valueWords(value: Value, field: FieldDefinition | undefined, { t, language }: Words): string {
  if (typeof value === 'boolean') return t(value ? 'web:word.yes' : 'web:word.no');
  const choices = field?.type === 'choice' || field?.type === 'choices' ? field.choices : [];
  const choice = choices.find((one) => one.value === value);
  return choice === undefined ? String(value) : inLanguage(choice.label, language).text;
}
