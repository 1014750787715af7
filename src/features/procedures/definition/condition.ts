import { z } from 'zod';
import type { Answer, Answers } from './answers.ts';

const value = z.union([z.string(), z.number(), z.boolean()]);
const limit = z.union([z.number(), z.string()]);

/** Says when a step, a field or a choice is asked, depending on fields asked earlier. */
export type Condition =
  | { field: string; is: z.infer<typeof value> }
  | { field: string; in: z.infer<typeof value>[] }
  | { field: string; atLeast: z.infer<typeof limit> }
  | { field: string; atMost: z.infer<typeof limit> }
  | { field: string; answered: boolean }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ field: z.string(), is: value }),
      z.strictObject({ field: z.string(), in: z.array(value).min(1) }),
      z.strictObject({ field: z.string(), atLeast: limit }),
      z.strictObject({ field: z.string(), atMost: limit }),
      z.strictObject({ field: z.string(), answered: z.boolean() }),
      z.strictObject({ all: z.array(Condition).min(1) }),
      z.strictObject({ any: z.array(Condition).min(1) }),
      z.strictObject({ not: Condition }),
    ],
    'write a condition: { "field": …, "is": … }, with "in", "atLeast", "atMost" or "answered" in place of "is", or { "all": […] }, { "any": […] }, { "not": … }',
  ),
);

/**
 * Returns whether the condition holds for these answers. Conditions about a field without an answer do not hold, except
 * `answered: false`. Numbers are compared as numbers; dates (« 2026-12-31 ») and times (« 09:30 ») are compared as
 * texts.
 */
export function holds(condition: Condition, answers: Answers): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, answers));
  if ('any' in condition) return condition.any.some((part) => holds(part, answers));
  if ('not' in condition) return !holds(condition.not, answers);
  const answer = answers[condition.field];
  if ('answered' in condition) return (answer !== undefined) === condition.answered;
  if (answer === undefined) return false;
  if ('is' in condition) return isOrHolds(answer, condition.is);
  if ('in' in condition) return condition.in.some((one) => isOrHolds(answer, one));
  return 'atLeast' in condition ? reaches(answer, condition.atLeast) : reaches(condition.atMost, answer);
}

/** Returns the ids of the fields that a condition reads, each once. */
export function fieldsOfCondition(condition: Condition): string[] {
  if ('field' in condition) return [condition.field];
  if ('not' in condition) return fieldsOfCondition(condition.not);
  const parts = 'all' in condition ? condition.all : condition.any;
  return [...new Set(parts.flatMap(fieldsOfCondition))];
}

/** Returns true for several choices when one of them is the wanted one. */
function isOrHolds(answer: Answer, wanted: z.infer<typeof value>): boolean {
  return Array.isArray(answer) ? answer.some((one) => one === wanted) : answer === wanted;
}

function reaches(high: Answer, low: Answer): boolean {
  if (typeof high === 'number' && typeof low === 'number') return high >= low;
  return typeof high === 'string' && typeof low === 'string' && high >= low;
}
