import type { Answers } from '../../../procedures/definition/answers.ts';
import type { StepDefinition } from '../../../procedures/definition/definition.ts';
import type { FieldDefinition } from '../../../procedures/definition/field-definition.ts';
import { comesLater } from '../../../procedures/fields/comes-later.ts';
import type { Typed } from '../../../procedures/fields/field-kind.ts';
import { kindOf } from '../../../procedures/fields/field-kinds.ts';
import { blankItem, withItems } from './group-items.ts';

/** Returns what the controls of a step show for the saved answers, also for fields that a condition hides for now. */
export function typedAnswers({ fields }: Pick<StepDefinition, 'fields'>, answers: Answers): Typed {
  return Object.assign({}, ...fields.map((field) => typedAnswer(field, answers)));
}

function typedAnswer(field: FieldDefinition, answers: Answers): Typed {
  const answer = answers[field.id];
  if (answer === undefined || comesLater(field)) return {};
  if (field.type !== 'group') return kindOf(field).typed(field, answer, '');
  if (!Array.isArray(answer)) return {};
  const items = answer.map((item: Answers) => ({ ...blankItem(field), ...typedAnswers(field, item) }));
  return withItems(field, {}, items);
}

/** Returns true when two forms say the same in these controls. An empty control counts as a missing one. */
export function saysTheSame(names: Iterable<string>, one: Typed, other: Typed): boolean {
  return [...names].every((name) => written(one[name]) === written(other[name]));
}

const written = (values: readonly string[] | undefined): string =>
  JSON.stringify((values ?? []).filter((value) => value !== ''));

/**
 * Returns each name of a form with its list of values, for a form that a browser sent or that was kept when a session
 * ended.
 */
export function typedIn(fields: Readonly<Record<string, string | readonly string[]>>): Typed {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat()]));
}
