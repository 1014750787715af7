import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { slipIn } from '../../../web/form/email-slip.ts';
import { type Change, type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import type { StepDefinition } from '../../procedures/definition/definition.ts';
import { comesLater } from '../../procedures/fields/comes-later.ts';
import type { KnownDocuments, Reader } from '../../procedures/fields/field-kind.ts';
import { kindOf } from '../../procedures/fields/field-kinds.ts';
import { type Asked, type AskedField, prefixOf, type VisibleStep } from '../../procedures/journey.ts';

/** A question and its answer in words, as lines; `control` is where it can be changed. */
export type AnswerRow = {
  label: TextInLanguage;
  lines: readonly string[];
  control: string;
  /** A question about the answer, such as a slip in an address; null for none. */
  doubt: string | null;
};

/** The walk through the answers of a draft or of a submission, and the documents that they name. */
export type Answered = { steps: readonly VisibleStep[]; documents: KnownDocuments };

/** Returns the questions of a step in order, each with its answer. Notices are no questions. */
export function stepRows({ steps, documents }: Answered, step: StepDefinition, reader: Reader): AnswerRow[] {
  const asked = steps.find((one) => one.step === step)?.asked ?? [];
  return asked.flatMap((one) => rowsOf(one, { ...reader, documents }));
}

/** Returns the rows as a page shows them. Where they link to their step, each also asks about a doubtful answer. */
export function answerList(rows: readonly AnswerRow[], changeOf?: (control: string) => Change): SummaryList {
  return {
    rows: rows.map(({ label, lines, control, doubt }) =>
      changeOf === undefined ? summaryRow(label, lines) : { ...summaryRow(label, lines, changeOf(control)), doubt },
    ),
  };
}

function rowsOf(asked: Asked, reader: Reader): AnswerRow[] {
  if (asked.kind === 'field') return fieldRow(asked, reader);
  const { group, items } = asked;
  const item = inLanguage(group.item, reader.language);
  if (items.length === 0) {
    const label = inLanguage(group.label, reader.language);
    return [{ label, lines: [reader.t('submissions:check.unanswered')], control: group.id, doubt: null }];
  }
  return items.map((fields, index) => {
    const inside = fields.flatMap((field) => fieldRow(field, reader));
    return {
      label: { text: `${item.text} ${index + 1}`, lang: item.lang },
      lines: inside.map(({ label, lines }) =>
        reader.t('submissions:check.part', { label: label.text, answer: lines.join(', ') }),
      ),
      control: group.id,
      doubt: inside.find(({ doubt }) => doubt !== null)?.doubt ?? null,
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
  if (comesLater(field) && answer === undefined) {
    return [{ label, lines: [reader.t('submissions:check.fromCard')], control, doubt: null }];
  }
  const words = answer === undefined ? reader.t('submissions:check.unanswered') : kind.words(field, answer, reader);
  const doubt = field.type === 'email' && typeof answer === 'string' ? slipIn(answer, reader.t) : null;
  return [{ label, lines: words.split('\n'), control, doubt }];
}
