import { z } from 'zod';
import { mayBeReopened } from '../../../submissions/submission-status.ts';
import type { Act } from './act.ts';
import { reason, reasonControl } from './reason.ts';

const fields = z.object({ reason: reason('admin:error.reason.missing') });

/** Handles again what was decided or closed: the way out of a mistake. */
export const reopening: Act<typeof fields> = {
  may: ({ status }) => mayBeReopened(status),
  words: ({ shell: { t } }) => ({
    title: t('admin:reopening.title'),
    told: t('admin:reopening.told'),
    submit: t('admin:reopening.submit'),
  }),
  fields,
  shown: ['reason'],
  notice: 'admin:notice.reopened',
  controls: ({ form, shell: { t } }) => [reasonControl(form, { t, label: t('admin:reopening.reason') })],
  act: (_tx, _submission, { input }) => ({ event: { name: 'reopened', detail: input }, status: 'in-progress' }),
};
