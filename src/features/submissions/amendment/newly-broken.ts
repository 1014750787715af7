import type { LocalDate } from '../../../domain/local-date.ts';
import type { Answers } from '../../procedures/definition/answers.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import { walk } from '../../procedures/journey.ts';
import { type BrokenRule, brokenRules } from '../../procedures/rule-problems.ts';
import { isSameAnswer } from './changed-ids.ts';

type Change = { before: Answers; after: Answers; today: LocalDate };

/**
 * Returns the rules that the new answers break. It leaves out a minimum notice for a day that nobody changed: the day
 * was far enough when it was filed, and the new answers ask for no longer notice than those before.
 */
export function newlyBroken(definition: HandledDefinition, { before, after, today }: Change): BrokenRule[] {
  const broken = (answers: Answers) => brokenRules(definition, { steps: walk(definition, answers), today });
  const known = broken(before);
  const cameNearer = ({ rule, values: { date: day = '' } }: BrokenRule) =>
    rule.rule === 'notBefore' &&
    isSameAnswer(rule.field, before, after) &&
    known.some(
      (one) => one.rule.rule === 'notBefore' && one.rule.field === rule.field && day <= (one.values.date ?? ''),
    );
  return broken(after).filter((one) => !cameNearer(one));
}
