import { inLanguage } from '../../../domain/localized-text.ts';
import type { ChoiceDefinition } from '../definition/field-definition.ts';
import { leastItems } from '../definition/optional.ts';
import type { FieldKind, FieldOf, Reader, Reading, Showing } from './field-kind.ts';
import { leftEmpty } from './typed-text.ts';
import { type ChoiceShown, typedIn, type Widget } from './widget.ts';

/** A list with more choices than this drops down. */
const MOST_RADIOS = 8;

/** One choice of a list, shown as radio buttons, or as a drop-down list when there are many. */
export const choice: FieldKind<FieldOf<'choice'>> = {
  controls: ({ id }) => [id],
  read: (field, typed, { prefix }) => {
    const control = `${prefix}${field.id}`;
    const chosen = typed[control]?.[0] ?? '';
    if (chosen === '') return field.optional ? leftEmpty(field, control) : unchosen(control);
    return isAmong(field.choices, chosen) ? { ok: true, answer: chosen } : unchosen(control);
  },
  typed: (field, answer, prefix) => typedIn(field, prefix, String(answer)),
  widget: (field, showing) => (field.choices.length > MOST_RADIOS ? select(field, showing) : choicesOf(field, showing)),
  words: ({ choices }, answer, reader) => labelOf(choices, String(answer), reader),
  cell: ({ choices }, answer) => choices.find(({ value }) => value === answer)?.label.fr ?? String(answer),
};

/** Several choices of a list, kept in the order of the list. */
export const choices: FieldKind<FieldOf<'choices'>> = {
  controls: ({ id }) => [id],
  read: (field, typed, { prefix }) => {
    const control = `${prefix}${field.id}`;
    const ticked = (typed[control] ?? []).filter((value) => value !== '');
    if (ticked.some((value) => !isAmong(field.choices, value))) return unchosen(control);
    const answer = field.choices.map(({ value }) => value).filter((value) => ticked.includes(value));
    const min = leastItems(field);
    if (answer.length === 0 && min === 0) return { ok: true, answer: undefined };
    if (answer.length < min) return { ok: false, control, key: 'procedures:problem.tooFew', values: { min } };
    const { max } = field;
    if (max !== undefined && answer.length > max)
      return { ok: false, control, key: 'procedures:problem.tooMany', values: { max } };
    return { ok: true, answer };
  },
  typed: (field, answer, prefix) => typedIn(field, prefix, ...listOf(answer)),
  widget: choicesOf,
  words: (field, answer, reader) =>
    listOf(answer)
      .map((value) => labelOf(field.choices, value, reader))
      .join(', '),
  cell: (field, answer) =>
    listOf(answer)
      .map((value) => field.choices.find((known) => known.value === value)?.label.fr ?? value)
      .join(' ; '),
};

/** Yes or no, kept as a boolean. */
export const yesNo: FieldKind<FieldOf<'yesNo'>> = {
  controls: ({ id }) => [id],
  read: (field, typed, { prefix }) => {
    const control = `${prefix}${field.id}`;
    const chosen = typed[control]?.[0] ?? '';
    if (chosen === 'yes' || chosen === 'no') return { ok: true, answer: chosen === 'yes' };
    return chosen === '' && field.optional ? { ok: true, answer: undefined } : unchosen(control);
  },
  typed: (field, answer, prefix) => typedIn(field, prefix, answer === true ? 'yes' : 'no'),
  widget: (field, { typed, prefix, reader: { t } }) => {
    const name = `${prefix}${field.id}`;
    const shown = (['yes', 'no'] as const).map((value) => ({
      value,
      label: { text: t(`web:word.${value}`), lang: null },
      hint: null,
      checked: typed[name]?.[0] === value,
      if: null,
    }));
    return { look: 'radios', name, choices: shown };
  },
  words: (_field, answer, { t }) => t(answer === true ? 'web:word.yes' : 'web:word.no'),
  cell: (_field, answer) => (answer === true ? 'oui' : 'non'),
};

function choicesOf(field: FieldOf<'choice'> | FieldOf<'choices'>, { typed, prefix, reader }: Showing): Widget {
  const name = `${prefix}${field.id}`;
  const shown = field.choices.map(
    ({ value, label, hint, if: condition }): ChoiceShown => ({
      value,
      label: inLanguage(label, reader.language),
      hint: hint === undefined ? null : inLanguage(hint, reader.language),
      checked: typed[name]?.includes(value) === true,
      if: condition ?? null,
    }),
  );
  return { look: field.type === 'choice' ? 'radios' : 'checkboxes', name, choices: shown };
}

function select(field: FieldOf<'choice'>, { typed, prefix, reader }: Showing): Widget {
  const name = `${prefix}${field.id}`;
  const chosen = typed[name]?.[0] ?? '';
  const options = field.choices.map(({ value, label }) => ({
    value,
    label: inLanguage(label, reader.language).text,
    chosen: value === chosen,
  }));
  const nothing = { value: '', label: reader.t('procedures:select.nothing'), chosen: chosen === '' };
  return { look: 'select', name, options: [nothing, ...options] };
}

function unchosen(control: string): Reading {
  return { ok: false, control, key: 'web:error.choice.missing' };
}

function isAmong(choices: readonly ChoiceDefinition[], chosen: string): boolean {
  return choices.some(({ value }) => value === chosen);
}

function labelOf(choices: readonly ChoiceDefinition[], chosen: string, { language }: Reader): string {
  const label = choices.find(({ value }) => value === chosen)?.label;
  return label === undefined ? chosen : inLanguage(label, language).text;
}

function listOf(answer: unknown): string[] {
  return Array.isArray(answer) ? answer.map(String) : [];
}
