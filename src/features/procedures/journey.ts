import type { Answer, Answers } from './definition/answers.ts';
import { holds } from './definition/condition.ts';
import type { HandledDefinition, StepDefinition } from './definition/definition.ts';
import type { GroupDefinition, ItemField } from './definition/field-definition.ts';
import { isOptional, leastItems } from './definition/optional.ts';
import { comesLater } from './fields/comes-later.ts';

/** A field that is asked, with its answer and the place of that answer (« firstName », « people.0.name »). */
export type AskedField = { kind: 'field'; field: ItemField; path: string; answer: Answer | undefined };
export type AskedGroup = { kind: 'group'; group: GroupDefinition; items: readonly (readonly AskedField[])[] };
export type Asked = AskedField | AskedGroup;
export type VisibleStep = { step: StepDefinition; asked: readonly Asked[]; complete: boolean };

/**
 * Walks through a form once: returns its visible steps in order, each with its visible fields and their answers. Pages,
 * validation, receipt, the staff's view and the export all use this walk. A hidden answer counts nowhere, not even in
 * the conditions of later fields.
 */
export function walk({ steps }: HandledDefinition, answers: Answers): VisibleStep[] {
  const seen: Record<string, Answer | undefined> = {};
  return steps.flatMap((step) => {
    if (step.if !== undefined && !holds(step.if, seen)) return [];
    const asked = step.fields.flatMap((field) => {
      if (field.if !== undefined && !holds(field.if, seen)) return [];
      seen[field.id] = answers[field.id];
      return [
        field.type === 'group'
          ? askGroup(field, answers, seen)
          : askField(withChoicesOf(field, seen), answers, field.id),
      ];
    });
    return [{ step, asked, complete: asked.every(isComplete) }];
  });
}

/** Returns what stands before the names of a field's controls: nothing, or its place in a block (« people.0. »). */
export function prefixOf({ field, path }: AskedField): string {
  return path.slice(0, path.length - field.id.length);
}

/** Returns the id of the first step that lacks an answer, or null when the form can be checked and filed. */
export function firstUnanswered(steps: readonly VisibleStep[]): string | null {
  return steps.find(({ complete }) => !complete)?.step.id ?? null;
}

/**
 * Returns the ids of the steps before and after one, null at either end, and null twice for a step that is not visible.
 */
export function stepsAround(
  steps: readonly VisibleStep[],
  id: string,
): { previous: string | null; next: string | null } {
  const at = steps.findIndex(({ step }) => step.id === id);
  if (at < 0) return { previous: null, next: null };
  return { previous: steps[at - 1]?.step.id ?? null, next: steps[at + 1]?.step.id ?? null };
}

/** Returns true when every step before this one is complete, so that it may be opened. */
export function mayOpen(steps: readonly VisibleStep[], id: string): boolean {
  const at = steps.findIndex(({ step }) => step.id === id);
  return at >= 0 && steps.slice(0, at).every(({ complete }) => complete);
}

/** Returns what is filed: the answers of visible fields only. */
export function visibleAnswers(steps: readonly VisibleStep[]): Answers {
  const entries = steps.flatMap(({ asked }) => asked.flatMap(answerOf));
  return Object.fromEntries(entries);
}

function answerOf(asked: Asked): [string, Answer][] {
  if (asked.kind === 'field') return asked.answer === undefined ? [] : [[asked.field.id, asked.answer]];
  const items = asked.items.map((fields) => Object.fromEntries(fields.flatMap(answerOf)));
  return items.length === 0 ? [] : [[asked.group.id, items]];
}

function askField(field: ItemField, answers: Answers, path: string): AskedField {
  return { kind: 'field', field, path, answer: answers[field.id] };
}

/** A field with only the choices that the answers before it offer. */
function withChoicesOf<Field extends ItemField>(field: Field, seen: Answers): Field {
  if (field.type !== 'choice' && field.type !== 'choices') return field;
  const offered = field.choices.filter((choice) => choice.if === undefined || holds(choice.if, seen));
  return offered.length === field.choices.length ? field : { ...field, choices: offered };
}

/** Conditions in a block read the same item first, then the form. */
function askGroup(group: GroupDefinition, answers: Answers, form: Answers): AskedGroup {
  const items = itemsOf(answers[group.id]).map((item, index) => {
    const seen: Record<string, Answer | undefined> = { ...form };
    return group.fields.flatMap((field) => {
      if (field.if !== undefined && !holds(field.if, seen)) return [];
      seen[field.id] = item[field.id];
      return [askField(withChoicesOf(field, seen), item, `${group.id}.${index}.${field.id}`)];
    });
  });
  return { kind: 'group', group, items };
}

function itemsOf(answer: Answer | undefined): readonly Answers[] {
  return Array.isArray(answer)
    ? answer.filter((item): item is Answers => typeof item === 'object' && item !== null)
    : [];
}

/** Returns whether everything that a field or a block asks for is answered. */
export function isComplete(asked: Asked): boolean {
  if (asked.kind === 'field') return asked.answer !== undefined || mayStayEmpty(asked.field);
  const { group, items } = asked;
  return items.length >= leastItems(group) && items.every((fields) => fields.every(isComplete));
}

function mayStayEmpty(field: ItemField): boolean {
  return field.type === 'notice' || comesLater(field) || isOptional(field);
}
