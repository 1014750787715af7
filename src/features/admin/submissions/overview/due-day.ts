import { daysBetween, type LocalDate } from '../../../../domain/local-date.ts';
import { formatLocalDate } from '../../../../web/page/format.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import type { HandledDefinition } from '../../../procedures/definition/definition.ts';
import { expectedText } from '../../../submissions/follow-up/submission-facts.ts';
import type { Submission } from '../../../submissions/submission.ts';

type Due = { submission: Pick<Submission, 'dueOn' | 'pausedOn'>; definition: Pick<HandledDefinition, 'delay'> };
type Reader = Pick<Shell, 't' | 'language'> & { today: LocalDate };
/** `late` is true when the day has passed and the delay does not stand still. */
export type DueDay = { text: string; late: boolean };

/** Says by when an answer is due and how many days are left of it, for who has to give it. */
export function dueDay({ submission, definition }: Due, { t, language, today }: Reader): DueDay {
  const { dueOn, pausedOn } = submission;
  if (pausedOn !== null) {
    return { text: t('admin:due.paused', { date: formatLocalDate(pausedOn, language) }), late: false };
  }
  if (dueOn === null) return { text: expectedText({ submission, definition }, { t, language }), late: false };
  const date = formatLocalDate(dueOn, language);
  const count = Math.abs(daysBetween(today, dueOn));
  if (dueOn === today) return { text: t('admin:due.today', { date }), late: false };
  return dueOn < today
    ? { text: t('admin:due.late', { date, count }), late: true }
    : { text: t('admin:due.left', { date, count }), late: false };
}
