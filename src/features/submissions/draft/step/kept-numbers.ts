import { isMaskedNationalNumber, maskNationalNumber } from '../../../../domain/numbers/national-number.ts';
import type { Answer, Answers } from '../../../procedures/definition/answers.ts';
import type { StepDefinition } from '../../../procedures/definition/definition.ts';
import type { GroupDefinition } from '../../../procedures/definition/field-definition.ts';
import type { Typed } from '../../../procedures/fields/field-kind.ts';
import { typedLine } from '../../../procedures/fields/typed-text.ts';
import { itemsTyped } from './group-items.ts';
import { saysTheSame, typedAnswers } from './typed-answers.ts';

export const isMasked = (typed: Typed, control: string): boolean =>
  isMaskedNationalNumber(typedLine(typed, control) ?? '');

type Sent = { typed: Typed; kept: Answers };

/**
 * Returns what was typed with the numbers that are kept in place of their masks, to be read and never to be shown: the
 * page gets the masks back. A mask that could be of several numbers stays what it is, so that the number is asked again.
 */
export function withKeptNumbers({ fields }: Pick<StepDefinition, 'fields'>, { typed, kept }: Sent): Typed {
  const numbers = fields.flatMap((field) => {
    if (field.type === 'group') return numbersOfItems(field, { typed, kept });
    if (field.type !== 'nationalNumber') return [];
    return isOfMask(typed, field.id, kept[field.id]) ? [[field.id, [String(kept[field.id])]] as const] : [];
  });
  return { ...typed, ...Object.fromEntries(numbers) };
}

function isOfMask(typed: Typed, control: string, number: Answer | undefined): boolean {
  return typeof number === 'string' && typedLine(typed, control) === maskNationalNumber(number);
}

function numbersOfItems(group: GroupDefinition, { typed, kept }: Sent): (readonly [string, readonly string[]])[] {
  const items = itemsTyped(group, typed);
  const before = Array.isArray(kept[group.id]) ? (kept[group.id] as readonly Answers[]) : [];
  const controls = group.fields.filter(({ type }) => type === 'nationalNumber').map(({ id }) => id);
  return controls.flatMap((control) =>
    items.flatMap((item, index) => {
      const number = numberOfItem(group, { control, item, items, before });
      return number === null ? [] : [[`${group.id}.${index}.${control}`, [number]] as const];
    }),
  );
}

type InGroup = { control: string; item: Typed; items: readonly Typed[]; before: readonly Answers[] };

/**
 * Twins have one mask, and an item may have been removed. As long as as many items show a mask as had it, each stands at
 * its place; else only an item whose other controls are untouched says whose number it is.
 */
function numberOfItem(group: GroupDefinition, { control, item, items, before }: InGroup): string | null {
  const had = before.filter((one) => isOfMask(item, control, one[control]));
  const shown = items.filter((one) => typedLine(one, control) === typedLine(item, control));
  const same =
    shown.length === had.length ? had.slice(shown.indexOf(item)) : had.filter((one) => isAs(group, one, item));
  const [first, ...others] = same.map((one) => String(one[control]));
  const certain = shown.length === had.length || others.every((number) => number === first);
  return first !== undefined && certain ? first : null;
}

function isAs(group: GroupDefinition, kept: Answers, item: Typed): boolean {
  const before = typedAnswers(group, kept);
  return saysTheSame(new Set([...Object.keys(before), ...Object.keys(item)]), before, item);
}
