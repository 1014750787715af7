import type { LocalDate } from '../../../domain/local-date.ts';
import { daysAfter, workingDaysAfter } from '../../../domain/working-days.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';

type Filed = { on: LocalDate; feeCents: number | null };

/**
 * Returns the day by which an answer is expected, counted from the day after filing. Returns null when something else
 * starts the delay: a payment that has not come, or a file that the department must first find complete.
 */
export function expectedDay({ delay }: Pick<HandledDefinition, 'delay'>, { on, feeCents }: Filed): LocalDate | null {
  const starts = delay.from === 'filing' || (delay.from === 'payment' && feeCents === 0);
  return starts ? dayAfterDelay({ delay }, on) : null;
}

/** Returns the day by which an answer is expected when the delay begins on that day, which is not counted. */
export function dayAfterDelay({ delay }: Pick<HandledDefinition, 'delay'>, on: LocalDate): LocalDate {
  return delay.unit === 'working' ? workingDaysAfter(on, delay.days) : daysAfter(on, delay.days);
}
