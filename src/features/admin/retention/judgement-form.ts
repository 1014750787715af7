import { z } from 'zod';
import { type FormShown, type Radios, radiosField, type TextArea } from '../../../web/form/fields.ts';
import { line, says } from '../../../web/form/parse.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { optionalReason, REASON_MAX, reasonField } from '../reason-field.ts';
import type { RetentionRun } from './retention-runs.repository.ts';

/** The answer of a second administrator, drawn by views/admin/retention/run.ejs. */
export type JudgementForm = { judgement: Radios; reason: TextArea };

export const JUDGEMENT_SHOWN = ['judgement', 'reason'] as const;
export const JudgementFields = z.discriminatedUnion(
  'judgement',
  [
    z.object({ judgement: z.literal('confirm'), reason: optionalReason }),
    z.object({ judgement: z.literal('refuse'), reason: line('admin:error.reason.missing', REASON_MAX) }),
  ],
  { error: says('web:error.choice.missing') },
);

type Judging = Pick<RetentionRun, 'fate'> & {
  /** True when the reader proposed the run: they may only take it back. */
  own: boolean;
};

export function judgementForm(form: FormShown, { own, fate }: Judging, { t }: Shell): JudgementForm {
  const confirm = fate === 'transfer' ? 'confirm.transfer' : 'confirm';
  const back = {
    value: 'refuse',
    label: t(`admin:retention.judgement.${own ? 'withdraw' : 'refuse'}`),
    hint: t(`admin:retention.judgement.${own ? 'withdraw' : 'refuse'}.hint`),
  };
  const forth = {
    value: 'confirm',
    label: t('web:word.confirm'),
    hint: t(`admin:retention.judgement.${confirm}.hint`),
  };
  const choices = own ? [back] : [forth, back];
  return {
    judgement: radiosField({ name: 'judgement', legend: t('admin:retention.judgement'), choices }, form),
    reason: reasonField(form, { label: t('admin:retention.reason'), hint: t('admin:retention.reason.hint') }),
  };
}
