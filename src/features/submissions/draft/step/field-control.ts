import { inLanguage, type TextInLanguage } from '../../../../domain/localized-text.ts';
import type { StepDefinition } from '../../../procedures/definition/definition.ts';
import type { FieldDefinition, ItemField } from '../../../procedures/definition/field-definition.ts';
import { isOptional } from '../../../procedures/definition/optional.ts';
import type { Reader, Typed } from '../../../procedures/fields/field-kind.ts';
import { kindOf } from '../../../procedures/fields/field-kinds.ts';
import type { VisibleStep } from '../../../procedures/journey.ts';
import type { Household } from '../household/recall-household.ts';
import type { FieldControl, Told } from './controls.ts';
import { dependence, type Page } from './dependence.ts';
import { isMasked } from './kept-numbers.ts';

export type StepShown = {
  step: StepDefinition;
  /** The walk through the whole draft, with what stands in the controls where it can be read. */
  steps: readonly VisibleStep[];
  typed: Typed;
  proposed: ReadonlySet<string>;
  errors: ReadonlyMap<string, string>;
  household?: Household | null;
  reader: Reader;
};

/** One field as a control; none where what was answered before says that it is not asked. */
export function fieldControl(field: ItemField, shown: StepShown, page: Page): FieldControl[] {
  const { reader, typed, errors } = shown;
  const prefix = page.group === null ? '' : `${page.group.definition.id}.${page.group.index}.`;
  const id = `${prefix}${field.id}`;
  const depends = dependence(field.if, id, page);
  if (depends === 'never') return [];
  const kind = kindOf(field);
  const error = kind.controls(field).map((control) => errors.get(`${prefix}${control}`));
  const told = {
    id,
    hint: hintOf(field, reader),
    note: noteOf(field, id, shown),
    error: error.find((said) => said !== undefined) ?? null,
  };
  const control = {
    kind: 'field' as const,
    ...told,
    type: field.type,
    label: field.type === 'notice' ? { text: '', lang: null } : inLanguage(field.label, reader.language),
    optional: field.type !== 'notice' && isOptional(field) ? reader.t('submissions:optional') : null,
    describedBy: describedBy(told),
    depends,
    widget: kind.widget(field, { typed, prefix, reader }),
  };
  return [control];
}

function noteOf(field: ItemField, id: string, { typed, proposed, reader: { t } }: StepShown): string | null {
  if (proposed.has(id)) return t('submissions:step.proposed');
  return field.type === 'nationalNumber' && isMasked(typed, id) ? t('submissions:step.masked') : null;
}

/** The ids of what is told of a control. */
export function describedBy({ id, hint, note, error }: Told): string {
  const hinted = hint === null && note === null ? [] : [`${id}-hint`];
  return [...hinted, ...(error === null ? [] : [`${id}-error`])].join(' ');
}

export function hintOf(field: FieldDefinition, { language }: Reader): TextInLanguage | null {
  return 'hint' in field && field.hint !== undefined ? inLanguage(field.hint, language) : null;
}
