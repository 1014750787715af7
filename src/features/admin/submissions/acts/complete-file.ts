import { z } from 'zod';
import { type LocalDate, localDateOf } from '../../../../domain/local-date.ts';
import { checkboxesField } from '../../../../web/form/fields.ts';
import { says } from '../../../../web/form/parse.ts';
import { formatLocalDate } from '../../../../web/page/format.ts';
import type { HandledDefinition } from '../../../procedures/definition/definition.ts';
import { dayAfterDelay } from '../../../submissions/filing/expected-day.ts';
import type { Submission } from '../../../submissions/submission.ts';
import { isOpen } from '../../../submissions/submission-status.ts';
import type { Act, ActApp, ActControl, ActShown } from './act.ts';

const fields = z.object({ complete: z.literal('yes', { error: says('admin:completeFile.missing') }) });

/**
 * Says that nothing is missing in the file. Where the law counts the delay from there, as for permits, it begins today, and
 * the citizen is told until when.
 */
export function completeFile(app: ActApp): Act<typeof fields> {
  const today = () => localDateOf(app.clock.now());
  return {
    words: ({ shell: { t } }) => ({
      title: t('admin:completeFile.title'),
      told: t('admin:completeFile.told'),
      submit: t('admin:completeFile.submit'),
    }),
    fields,
    shown: ['complete'],
    notice: 'admin:notice.file-complete',
    controls: (shown) => controls(shown, today()),
    async act(_tx, submission) {
      const definition = await app.procedures.form(submission.slug, submission.version);
      if (!waitsForFile(submission, definition)) return null;
      return { event: { name: 'file-complete', detail: {} }, dueOn: dayAfterDelay(definition, today()) };
    },
  };
}

/** Returns true when the delay of a request begins once its file is complete, and has not begun. */
export function waitsForFile(
  { status, dueOn }: Pick<Submission, 'status' | 'dueOn'>,
  { delay }: Pick<HandledDefinition, 'delay'>,
): boolean {
  return isOpen(status) && status !== 'to-complete' && dueOn === null && delay.from === 'complete-file';
}

function controls({ opened, form, shell: { t, language } }: ActShown, today: LocalDate): ActControl[] {
  if (!waitsForFile(opened.submission, opened.definition)) return [];
  const day = formatLocalDate(dayAfterDelay(opened.definition, today), language);
  const choices = [{ value: 'yes', label: t('admin:completeFile.complete', { day }) }];
  return [{ look: 'checkboxes', field: checkboxesField({ name: 'complete', choices }, form) }];
}
