import { z } from 'zod';
import type { FormShown, TextArea } from '../../../../web/form/fields.ts';
import type { Translate } from '../../../../web/page/texts.ts';
import type { Change } from '../../../submissions/handling/change-submission.ts';
import type { Submission } from '../../../submissions/submission.ts';
import { mayBecome } from '../../../submissions/submission-status.ts';
import { reasonField } from '../../reason-field.ts';
import type { Act } from './act.ts';
import { reason } from './reason.ts';

const fields = z.object({ reason: reason('admin:error.reason.missing') });

/** Closes a submission that needs nothing any more, whatever its status. */
export const closing: Act<typeof fields> = {
  may: mayClose,
  words: ({ shell: { t } }) => ({
    title: t('admin:closing.title'),
    told: t('admin:closing.told'),
    submit: t('admin:closing.submit'),
  }),
  fields,
  shown: ['reason'],
  notice: 'admin:notice.closed',
  controls: ({ form, shell: { t } }) => [{ look: 'area', field: closingReason(form, t) }],
  act: (_tx, _submission, { input }) => closed(input),
};

/** Returns whether the staff may close a submission of this status. */
export function mayClose({ status }: Pick<Submission, 'status'>): boolean {
  return mayBecome(status, { status: 'closed', by: 'staff' });
}

/** Returns the change that closes a submission which may be closed. */
export function closed(detail: { reason: string }): Change {
  return { event: { name: 'closed', detail }, status: 'closed' };
}

export function closingReason(form: FormShown, t: Translate): TextArea {
  return reasonField(form, { label: t('admin:closing.reason'), hint: t('admin:act.reason.hint') });
}
