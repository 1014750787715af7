import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import type { StepDefinition } from '../../procedures/definition/definition.ts';
import { comesLater } from '../../procedures/fields/comes-later.ts';
import type { Reader } from '../../procedures/fields/field-kind.ts';
import { kindOf } from '../../procedures/fields/field-kinds.ts';
import { type Asked, type AskedField, prefixOf } from '../../procedures/journey.ts';
import type { OwnDraft } from './own-draft.ts';

/** A question and its answer in words, as lines; `control` is where it can be changed. */
export type AnswerRow = { label: TextInLanguage; lines: readonly string[]; control: string };

/** views/partials/draft/answers.ejs: `change` leads to the step, null where nothing is to be changed here. */
export type AnswersShown = { rows: readonly (AnswerRow & { change: string | null })[]; changeText: string };

/** What a step asks, in order, each with its answer. Notices are no questions. */
export function stepRows({ steps }: Pick<OwnDraft, 'steps'>, step: StepDefinition, reader: Reader): AnswerRow[] {
  const asked = steps.find((one) => one.step === step)?.asked ?? [];
  return asked.flatMap((one) => rowsOf(one, reader));
}

function rowsOf(asked: Asked, reader: Reader): AnswerRow[] {
  if (asked.kind === 'field') return fieldRow(asked, reader);
  const { group, items } = asked;
  const item = inLanguage(group.item, reader.language);
  if (items.length === 0) {
    const label = inLanguage(group.label, reader.language);
    return [{ label, lines: [reader.t('submissions:check.unanswered')], control: group.id }];
  }
  return items.map((fields, index) => {
    const inside = fields.flatMap((field) => fieldRow(field, reader));
    return {
      label: { text: `${item.text} ${index + 1}`, lang: item.lang },
      lines: inside.map(({ label, lines }) =>
        reader.t('submissions:check.part', { label: label.text, answer: lines.join(', ') }),
      ),
      control: group.id,
    };
  });
}

function fieldRow(asked: AskedField, reader: Reader): AnswerRow[] {
  const { field, answer } = asked;
  if (field.type === 'notice') return [];
  const kind = kindOf(field);
  const [first = field.id] = kind.controls(field);
  const control = `${prefixOf(asked)}${first}`;
  const label = inLanguage(field.label, reader.language);
  if (comesLater(field)) {
    const key = field.type === 'file' ? 'submissions:check.document' : 'submissions:check.fromCard';
    return [{ label, lines: [reader.t(key)], control }];
  }
  const words = answer === undefined ? reader.t('submissions:check.unanswered') : kind.words(field, answer, reader);
  return [{ label, lines: words.split('\n'), control }];
}
