import type { LocalDate } from '../../domain/local-date.ts';
import type { LocalizedText } from '../../domain/localized-text.ts';
import { type Beyond, beyondLimits } from './fields/date.ts';
import type { Asked, AskedField, VisibleStep } from './journey.ts';

/** A date that is beyond its limits today: its step, its question, and what is said of it. */
export type PassedLimit = Beyond & { step: string; label: LocalizedText };

/**
 * Returns the dates of these visible steps that are beyond their limits today. A day that was far enough when it was
 * typed comes nearer while the draft waits, and one that was recent enough grows old.
 */
export function passedLimits(steps: readonly VisibleStep[], today: LocalDate): PassedLimit[] {
  return steps.flatMap(({ step, asked }) =>
    asked.flatMap(fieldsOf).flatMap(({ field, answer }) => {
      if (field.type !== 'date' || typeof answer !== 'string') return [];
      const beyond = beyondLimits(field, answer, today);
      return beyond === null ? [] : [{ step: step.id, label: field.label, ...beyond }];
    }),
  );
}

const fieldsOf = (asked: Asked): readonly AskedField[] => (asked.kind === 'field' ? [asked] : asked.items.flat());
