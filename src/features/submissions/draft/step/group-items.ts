import type { GroupDefinition } from '../../../procedures/definition/field-definition.ts';
import { leastItems } from '../../../procedures/definition/optional.ts';
import type { Typed } from '../../../procedures/fields/field-kind.ts';

/** A page shows at most this many items of a block. */
const MOST_ITEMS = 50;

export function mostItems({ max }: GroupDefinition): number {
  return Math.min(max ?? MOST_ITEMS, MOST_ITEMS);
}

/**
 * Returns what was typed in each item of a block, in the order of the page. The names are those of the controls,
 * without the block and the number.
 */
export function itemsTyped(group: GroupDefinition, typed: Typed): Typed[] {
  const items = new Map<number, Record<string, readonly string[]>>();
  for (const [name, values] of Object.entries(typed)) {
    const [, number, control = ''] = new RegExp(`^${group.id}\\.(\\d{1,3})\\.(\\w+)$`).exec(name) ?? [];
    if (number === undefined) continue;
    const at = Number(number);
    items.set(at, { ...items.get(at), [control]: values });
  }
  const inOrder = [...items].toSorted(([one], [other]) => one - other).map(([, item]) => item);
  return inOrder.slice(0, mostItems(group));
}

/** Returns the form with these items, numbered from 0 without a gap, in place of the typed ones. */
export function withItems(group: GroupDefinition, typed: Typed, items: readonly Typed[]): Typed {
  const others = Object.entries(typed).filter(([name]) => !name.startsWith(`${group.id}.`));
  const own = items.flatMap((item, index) =>
    Object.entries(item).map(([control, values]) => [`${group.id}.${index}.${control}`, values] as const),
  );
  return Object.fromEntries([...others, ...own]);
}

/**
 * Returns the form without its empty items, as an empty line too many is no mistake. As many items stay as the block
 * asks for at least.
 */
export function withoutEmptyItems(group: GroupDefinition, typed: Typed): Typed {
  const items = itemsTyped(group, typed);
  const filled = items.filter((item) => !isBlank(Object.values(item)));
  const empty = items.filter((item) => isBlank(Object.values(item)));
  const missing = Math.max(0, leastItems(group) - filled.length);
  return withItems(group, typed, [...filled, ...empty.slice(0, missing)]);
}

/**
 * Returns the form after « add » or « remove » was pressed, which change only what the page shows; null when another
 * button was pressed.
 */
export function changedItems(groups: readonly GroupDefinition[], typed: Typed): Typed | null {
  const [added] = typed['add'] ?? [];
  const [removed] = typed['remove'] ?? [];
  const [id, index] = removed?.split('.') ?? [added];
  const group = groups.find((one) => one.id === id);
  if (group === undefined) return null;
  const items = itemsTyped(group, typed);
  if (removed !== undefined) return withItems(group, typed, items.toSpliced(Number(index), 1));
  return withItems(group, typed, items.length < mostItems(group) ? [...items, blankItem(group)] : items);
}

/** Returns an item in which nothing is typed. It holds the name of one control, so that it is counted. */
export function blankItem(group: GroupDefinition): Typed {
  return { [group.fields[0]?.id ?? '']: [] };
}

/**
 * Returns true when nothing was typed. Belgium does not count, as the list of countries shows it before anybody
 * answers.
 */
export function isBlank(values: readonly (readonly string[])[]): boolean {
  return values.flat().every((value) => value.trim() === '' || value === 'BE');
}
