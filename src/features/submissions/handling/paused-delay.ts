import type { LocalDate } from '../../../domain/local-date.ts';
import { daysAfter, isWorkingDay, workingDaysAfter } from '../../../domain/working-days.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';

type Paused = { dueOn: LocalDate | null; pausedOn: LocalDate; today: LocalDate };

/**
 * Returns the day by which an answer is expected once the delay, which stood still since `pausedOn`, goes on today: as
 * many days later as it stood still, in the days by which it is counted. Null while the delay has not begun.
 */
export function resumedDay(
  { delay }: Pick<HandledDefinition, 'delay'>,
  { dueOn, pausedOn, today }: Paused,
): LocalDate | null {
  if (dueOn === null) return null;
  let due = dueOn;
  for (let day = pausedOn; day < today; day = daysAfter(day, 1)) {
    if (delay.unit !== 'working') due = daysAfter(due, 1);
    else if (isWorkingDay(daysAfter(day, 1))) due = workingDaysAfter(due, 1);
  }
  return due;
}
