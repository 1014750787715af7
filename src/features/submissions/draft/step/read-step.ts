import type { LocalDate } from '../../../../domain/local-date.ts';
import type { Answer, Answers } from '../../../procedures/definition/answers.ts';
import type { HandledDefinition, StepDefinition } from '../../../procedures/definition/definition.ts';
import type { FieldDefinition, GroupDefinition } from '../../../procedures/definition/field-definition.ts';
import { documentIds } from '../../../procedures/fields/document.ts';
import type { Typed } from '../../../procedures/fields/field-kind.ts';
import { kindOf } from '../../../procedures/fields/field-kinds.ts';
import { type VisibleStep, walk } from '../../../procedures/journey.ts';
import { itemsTyped, withoutEmptyItems } from './group-items.ts';
import { withKeptNumbers } from './kept-numbers.ts';
import { isTyped, type Problem, problemsOf, ruleProblems } from './step-problems.ts';

export type StepReading = {
  /** The fields as they were typed, with the items of each block numbered anew. */
  typed: Typed;
  /** The answers of the whole draft as they will be. */
  answers: Answers;
  steps: readonly VisibleStep[];
  set: Answers;
  removed: readonly string[];
  problems: readonly Problem[];
};
type Read = { step: StepDefinition; answers: Answers; typed: Typed; today: LocalDate };

/**
 * Reads what was typed in one step. All its controls are read first, then the one walk says which are asked: these must be
 * right; what a condition hides is kept as it was, or as it was typed when it can be read.
 */
export function readStep(definition: HandledDefinition, { step, answers, typed: sent, today }: Read): StepReading {
  const groups = step.fields.filter((field) => field.type === 'group');
  const typed = withDocuments(
    step,
    answers,
    groups.reduce((all, group) => withoutEmptyItems(group, all), sent),
  );
  const clear = withKeptNumbers(step, { typed, kept: answers });
  const read = new Map(step.fields.filter(isTyped).map((field) => [field.id, answerIn(field, clear, today)]));
  const asked = walk(definition, { ...answers, ...Object.fromEntries(read) }).find((one) => one.step === step);
  const shown = new Set((asked?.asked ?? []).map((one) => (one.kind === 'group' ? one.group.id : one.field.id)));
  const written = [...read].filter(([id, answer]) => shown.has(id) || answer !== undefined);
  const next = { ...answers, ...Object.fromEntries(written) };
  const own = written.filter(([id]) => !isDocument(step, id));
  const steps = walk(definition, next);
  const wrong = (asked?.asked ?? []).flatMap((one) => problemsOf(one, clear, today));
  return {
    typed,
    answers: next,
    steps,
    set: Object.fromEntries(own.filter(([, answer]) => answer !== undefined)),
    removed: own.filter(([, answer]) => answer === undefined).map(([id]) => id),
    problems: wrong.length > 0 ? wrong : ruleProblems(definition, { step, steps, today }),
  };
}

/**
 * Returns what was typed with the documents that are kept, whatever the form says: they are added and removed by
 * themselves, so that an old tab cannot take one away.
 */
export function withDocuments({ fields }: StepDefinition, answers: Answers, typed: Typed): Typed {
  const kept = fields.filter(({ type }) => type === 'file').map(({ id }) => [id, documentIds(answers[id])] as const);
  return { ...typed, ...Object.fromEntries(kept) };
}

function isDocument({ fields }: StepDefinition, id: string): boolean {
  return fields.some((field) => field.id === id && field.type === 'file');
}

/** Returns the answer that can be read in the controls of a field, or of a block; undefined for none. */
export function answerIn(field: FieldDefinition, typed: Typed, today: LocalDate): Answer | undefined {
  if (field.type !== 'group') {
    const reading = kindOf(field).read(field, typed, { today, prefix: '' });
    return reading.ok ? reading.answer : undefined;
  }
  const items = itemsTyped(field, typed).map((item) => itemIn(field, item, today));
  return items.length === 0 ? undefined : items;
}

function itemIn(group: GroupDefinition, item: Typed, today: LocalDate): Answers {
  const entries = group.fields.filter(isTyped).map((field) => [field.id, answerIn(field, item, today)] as const);
  return Object.fromEntries(entries.filter(([, answer]) => answer !== undefined));
}
