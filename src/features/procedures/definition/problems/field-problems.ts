import type { FieldDefinition, ItemField } from '../field-definition.ts';
import type { Problem } from './problem.ts';

/** Finds repeated values and items, a minimum above the maximum, and documents inside a repeatable block. */
export function fieldProblems(field: FieldDefinition, path: string): Problem[] {
  const problems: Problem[] = [];
  if ('min' in field || 'max' in field) problems.push(...limitProblems(field, path));
  if (field.type === 'choice' || field.type === 'choices') {
    problems.push(...twice(field.choices.map(({ value }, at) => ({ id: value, path: `${path}.choices.${at}.value` }))));
  }
  if ('propose' in field && (field.propose === 'household') !== (field.type === 'group')) {
    const remedy = 'write « household » for a repeatable block of people, and for nothing else';
    problems.push({ path: `${path}.propose`, message: `« ${field.propose} » is not proposed here: ${remedy}` });
  }
  if (field.type === 'group') {
    problems.push(...twice(field.fields.map(({ id }, at) => ({ id, path: `${path}.fields.${at}.id` }))));
    problems.push(...field.fields.flatMap((item, at) => itemProblems(item, `${path}.fields.${at}`)));
  }
  return problems;
}

/** Documents are added on their own, and an item has no name before its block is saved that they could hang on. */
function itemProblems(item: ItemField, path: string): Problem[] {
  if (item.type !== 'file') return fieldProblems(item, path);
  const remedy = 'ask for the documents of all items in one field « file » behind the block';
  return [{ path: `${path}.type`, message: `a repeatable block takes no documents: ${remedy}` }];
}

function limitProblems(field: { min?: unknown; max?: unknown }, path: string): Problem[] {
  const { min, max } = field;
  const upsideDown = typeof min === 'number' && typeof max === 'number' && max < min;
  return upsideDown ? [{ path: `${path}.max`, message: `max ${max} is below min ${min}: exchange them` }] : [];
}

/** Finds what is named a second time. */
export function twice(ids: readonly { id: string; path: string }[]): Problem[] {
  const seen = new Set<string>();
  return ids.flatMap(({ id, path }) => {
    if (seen.has(id)) return [{ path, message: `« ${id} » stands twice: give each its own id` }];
    seen.add(id);
    return [];
  });
}
