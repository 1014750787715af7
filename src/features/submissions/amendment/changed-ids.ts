import type { Answers } from '../../procedures/definition/answers.ts';
import { inOneOrder } from '../draft/step/save-step.ts';

/** Returns true when a field has the same answer in both, in whatever order its parts stand. */
export function isSameAnswer(id: string, before: Answers, after: Answers): boolean {
  return inOneOrder(before[id]) === inOneOrder(after[id]);
}

/** Returns the ids of the fields whose answers differ. */
export function changedIds(before: Answers, after: Answers): string[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return ids.filter((id) => !isSameAnswer(id, before, after));
}
