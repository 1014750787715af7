import { z } from 'zod';
import { mayBecome } from '../../../submissions/submission-status.ts';
import type { Act } from './act.ts';
import { reason, reasonControl } from './reason.ts';

const fields = z.object({ reason: reason('admin:error.reason.missing') });

/** Closes a submission that needs nothing any more, whatever its status. */
export const closing: Act<typeof fields> = {
  may: ({ status }) => mayBecome(status, { status: 'closed', by: 'staff' }),
  words: ({ shell: { t } }) => ({
    title: t('admin:closing.title'),
    told: t('admin:closing.told'),
    submit: t('admin:closing.submit'),
  }),
  fields,
  shown: ['reason'],
  notice: 'admin:notice.closed',
  controls: ({ form, shell: { t } }) => [reasonControl(form, { t, label: t('admin:closing.reason') })],
  act: (_tx, _submission, { input }) => ({ event: { name: 'closed', detail: input }, status: 'closed' }),
};
