import type { Reader } from '../../../procedures/fields/field-kind.ts';
import { kindOf } from '../../../procedures/fields/field-kinds.ts';
import type { Asked, VisibleStep } from '../../../procedures/journey.ts';

/** The telephone numbers that stand in the answers, each once, to be called. */
export function phonesOf(steps: readonly VisibleStep[], reader: Reader): { href: string; text: string }[] {
  const numbers = steps.flatMap(({ asked }) => asked.flatMap((one) => phoneOf(one, reader)));
  return [...new Map(numbers.map((number) => [number.href, number])).values()];
}

function phoneOf(asked: Asked, reader: Reader): { href: string; text: string }[] {
  if (asked.kind === 'group' || asked.field.type !== 'phone' || typeof asked.answer !== 'string') return [];
  const { field, answer } = asked;
  return [{ href: `tel:${answer}`, text: kindOf(field).words(field, answer, reader) }];
}
