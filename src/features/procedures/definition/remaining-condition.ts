import type { Answers } from './answers.ts';
import { type Condition, holds } from './condition.ts';

/** Returns the name of the control of a field on the page; null for a field that is asked elsewhere. */
export type NameOnPage = (field: string) => string | null;

/**
 * Returns what is left of a condition once the answers given elsewhere are known: true or false when they decide, else
 * a condition on controls of the page, by their names. With it a page can show and hide its own fields while somebody
 * answers.
 */
export function remainingCondition(
  condition: Condition,
  { nameOnPage, answers }: { nameOnPage: NameOnPage; answers: Answers },
): Condition | boolean {
  const known = { nameOnPage, answers };
  if ('not' in condition) {
    const part = remainingCondition(condition.not, known);
    return typeof part === 'boolean' ? !part : { not: part };
  }
  if ('all' in condition)
    return joined(
      'all',
      condition.all.map((part) => remainingCondition(part, known)),
    );
  if ('any' in condition)
    return joined(
      'any',
      condition.any.map((part) => remainingCondition(part, known)),
    );
  const name = nameOnPage(condition.field);
  return name === null ? holds(condition, answers) : { ...condition, field: name };
}

/** Joins parts of a condition. One part that decides is enough; those that change nothing are left out. */
function joined(how: 'all' | 'any', parts: readonly (Condition | boolean)[]): Condition | boolean {
  const decides = how === 'any';
  if (parts.includes(decides)) return decides;
  const open = parts.filter((part) => typeof part !== 'boolean');
  const [first, ...others] = open;
  if (first === undefined) return !decides;
  if (others.length === 0) return first;
  return how === 'all' ? { all: open } : { any: open };
}
