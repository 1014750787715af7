import { z } from 'zod';
import {
  type FormShown,
  type Radios,
  radiosField,
  type TextArea,
  type TextField,
  textField,
} from '../../../../web/form/fields.ts';
import { line, says } from '../../../../web/form/parse.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import { optionalReason, REASON_MAX, reasonField } from '../../reason-field.ts';
import type { RetentionRun } from '../retention-runs.repository.ts';
import type { ArchivesAnswer } from './answer-transfer.ts';

/**
 * The answer of the archives, drawn by views/admin/retention/transfer/transfer.ejs. A package that is not complete can
 * only be given up, with a reason, so that `choice` is null.
 */
export type AnswerForm = {
  choice: { answer: Radios; receipt: TextField } | null;
  reason: TextArea;
  button: string;
};

const RECEIPT_MAX = 300;
export const ANSWER_SHOWN = ['answer', 'receipt', 'reason'] as const;
export const AnswerFields = z.discriminatedUnion(
  'answer',
  [
    z.object({
      answer: z.literal('received'),
      receipt: line('admin:retention.receipt.missing', RECEIPT_MAX),
      reason: optionalReason,
    }),
    z.object({ answer: z.literal('not-taken'), reason: line('admin:error.reason.missing', REASON_MAX) }),
  ],
  { error: says('web:error.choice.missing') },
);

export function answerOf(input: z.output<typeof AnswerFields>): ArchivesAnswer {
  return input.answer === 'received'
    ? { kind: 'received', receipt: input.receipt }
    : { kind: 'not-taken', reason: input.reason };
}

export function answerForm(form: FormShown, { status }: Pick<RetentionRun, 'status'>, { t }: Shell): AnswerForm {
  const label = t('admin:retention.reason');
  if (status === 'packing') {
    const reason = reasonField(form, { label, hint: t('admin:retention.giveUp.hint') });
    return { choice: null, reason, button: t('admin:retention.giveUp') };
  }
  const choices = (['received', 'not-taken'] as const).map((value) => ({
    value,
    label: t(`admin:retention.answer.${value}`),
    hint: t(`admin:retention.answer.${value}.hint`),
  }));
  const receipt = { label: t('admin:retention.receipt'), hint: t('admin:retention.receipt.hint') };
  return {
    choice: {
      answer: radiosField({ name: 'answer', legend: t('admin:retention.answer'), choices }, form),
      receipt: textField('receipt', form, receipt),
    },
    reason: reasonField(form, { label, hint: t('admin:retention.answer.reason.hint') }),
    button: t('admin:retention.answer.save'),
  };
}
