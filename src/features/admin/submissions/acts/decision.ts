import { z } from 'zod';
import { radiosField } from '../../../../web/form/fields.ts';
import { says } from '../../../../web/form/parse.ts';
import type { Change } from '../../../submissions/handling/change-submission.ts';
import { mayBecome } from '../../../submissions/submission-status.ts';
import type { Act, ActControl, ActShown } from './act.ts';
import { optionalReason, reason, reasonControl } from './reason.ts';

const fields = z.discriminatedUnion(
  'decision',
  [
    z.object({ decision: z.literal('accept'), reason: optionalReason }),
    z.object({ decision: z.literal('refuse'), reason: reason('admin:error.reason.refusal') }),
  ],
  { error: says('admin:error.decision.missing') },
);

/** Accepts a submission or refuses it, which needs a reason. Of two opposite decisions the first holds. */
export const decision: Act<typeof fields> = {
  may: ({ status }) => mayBecome(status, { status: 'accepted', by: 'staff' }),
  words: ({ shell: { t } }) => ({
    title: t('admin:decision.title'),
    told: t('admin:decision.told'),
    submit: t('admin:decision.submit'),
  }),
  fields,
  shown: ['decision', 'reason'],
  notice: 'admin:notice.decided',
  controls,
  act: (_tx, _submission, { input }) => decided(input),
};

function controls({ form, shell: { t } }: ActShown): ActControl[] {
  const choices = (['accept', 'refuse'] as const).map((value) => ({
    value,
    label: t(`admin:decision.${value}`),
    hint: t(`admin:decision.${value}.hint`),
  }));
  const field = radiosField({ name: 'decision', legend: t('admin:decision.legend'), choices }, form);
  return [{ look: 'radios', field }, reasonControl(form, { t, label: t('admin:decision.reason') })];
}

function decided(input: z.output<typeof fields>): Change {
  if (input.decision === 'accept') {
    return { event: { name: 'accepted', detail: { reason: input.reason } }, status: 'accepted' };
  }
  return { event: { name: 'refused', detail: { reason: input.reason } }, status: 'refused' };
}
