import type { LocalDate } from '../../domain/local-date.ts';
import type { Answer, Answers } from './definition/answers.ts';
import { fieldsOfCondition, holds } from './definition/condition.ts';
import { dayOfLimit } from './definition/day-limit.ts';
import type { HandledDefinition } from './definition/definition.ts';
import type { FieldDefinition } from './definition/field-definition.ts';
import type { Rule } from './definition/rule.ts';
import { type VisibleStep, visibleAnswers } from './journey.ts';

/**
 * A rule between fields that the answers break, the field where it is said, which is the last one of the rule, and what its
 * sentence names.
 */
export type BrokenRule = { rule: Rule; step: string; field: string; values: { date?: LocalDate } };
/** `today` is the day in Brussels. */
type Given = { steps: readonly VisibleStep[]; today: LocalDate };

/** Returns the rules that the answers of these visible steps break. What is not asked or not answered breaks none. */
export function brokenRules({ rules = [] }: HandledDefinition, { steps, today }: Given): BrokenRule[] {
  const answers = visibleAnswers(steps);
  const fields = steps.flatMap(({ step }) => step.fields.map((field) => ({ step: step.id, field })));
  return rules.flatMap((rule) => {
    const named = fieldsOf(rule);
    const places = fields.filter(({ field }) => named.includes(field.id));
    const last = places.at(-1);
    const types = new Map(places.map(({ field }) => [field.id, field]));
    const place = last === undefined ? null : { rule, step: last.step, field: last.field.id };
    if (place === null) return [];
    if (rule.rule !== 'notBefore') return isKept(rule, answers, types) ? [] : [{ ...place, values: {} }];
    const date = dayOfLimit(rule.day, today);
    return holds(rule.if, answers) && isBefore(answers[rule.field], date) ? [{ ...place, values: { date } }] : [];
  });
}

/** The fields, or repeatable blocks, that a rule is about. */
function fieldsOf(rule: Rule): string[] {
  if (rule.rule === 'after') return [rule.field, rule.than];
  if (rule.rule === 'notBefore') return [rule.field, ...fieldsOfCondition(rule.if)];
  const places = [rule.of, rule.rule === 'sumEquals' ? rule.to : rule.most];
  return places.flatMap((place) => (typeof place === 'string' ? [place.split('.')[0] ?? place] : []));
}

type Fields = ReadonlyMap<string, FieldDefinition>;

function isKept(rule: Exclude<Rule, { rule: 'notBefore' }>, answers: Answers, fields: Fields): boolean {
  if (rule.rule === 'after') return isAfter(answers[rule.field], answers[rule.than], rule.orSame === true);
  const sum = sumAt(rule.of, answers);
  if (sum === null) return true;
  if (rule.rule === 'sumEquals') return isNear(sum, sumAt(rule.to, answers));
  const most = typeof rule.most === 'string' ? sumAt(rule.most, answers) : rule.most * unitOf(rule.of, fields);
  return most === null || sum <= most || isNear(sum, most);
}

const isBefore = (answer: Answer | undefined, day: LocalDate): boolean => typeof answer === 'string' && answer < day;

/** Dates (« 2026-12-31 ») and times (« 09:30 ») compare as the texts they are. */
function isAfter(later: Answer | undefined, earlier: Answer | undefined, orSame: boolean): boolean {
  if (typeof later !== 'string' || typeof earlier !== 'string') return true;
  return later > earlier || (orSame && later === earlier);
}

/** Returns the number at a place, or the sum over the items of a block; null when none is answered. */
function sumAt(place: string, answers: Answers): number | null {
  const [id = '', inner] = place.split('.');
  const answer = answers[id];
  if (inner === undefined) return typeof answer === 'number' ? answer : null;
  const items: readonly unknown[] = Array.isArray(answer) ? answer : [];
  const numbers = items.flatMap((item) => numberIn(item, inner));
  return numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0);
}

function numberIn(item: unknown, field: string): number[] {
  if (typeof item !== 'object' || item === null) return [];
  const value: unknown = Reflect.get(item, field);
  return typeof value === 'number' ? [value] : [];
}

/** Compares with a tolerance, as sums of decimals are not exact. */
function isNear(one: number, other: number | null): boolean {
  return other === null || Math.abs(one - other) < 1e-6;
}

/** Returns 100 for an amount, whose limits are in euros and whose answers in cents; else 1. */
function unitOf(place: string, fields: Fields): number {
  const [id = '', inner] = place.split('.');
  const field = fields.get(id);
  const type = field?.type === 'group' ? field.fields.find((item) => item.id === inner)?.type : field?.type;
  return type === 'money' ? 100 : 1;
}
