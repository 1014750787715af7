import type { LocalizedText } from '../../../../domain/localized-text.ts';
import type { HandledDefinition, StepDefinition } from '../definition.ts';
import type { FieldDefinition } from '../field-definition.ts';
import { RESERVED_STEPS } from '../reserved-steps.ts';
import { conditionProblems } from './condition-problems.ts';
import { conditionsInOrder } from './conditions-in-order.ts';
import { fieldProblems, twice } from './field-problems.ts';
import type { Problem } from './problem.ts';

type Placed = { field: FieldDefinition; path: string };

/**
 * Finds what the schema alone cannot: repeated ids, conditions on later fields or unknown choices, a minimum above the
 * maximum, and rules or fees about fields of another type.
 */
export function definitionProblems(definition: HandledDefinition): Problem[] {
  const placed = definition.steps.flatMap(placedFields);
  return [
    ...definition.steps.flatMap(reservedProblems),
    ...twice(definition.steps.map(({ id }, index) => ({ id, path: `steps.${index}.id` }))),
    ...twice(placed.map(({ field, path }) => ({ id: field.id, path: `${path}.id` }))),
    ...placed.flatMap(({ field, path }) => fieldProblems(field, path)),
    ...conditionsInOrder(definition),
    ...ruleProblems(definition, placed),
    ...feeProblems(definition, placed),
  ];
}

function reservedProblems({ id }: StepDefinition, index: number): Problem[] {
  if (!RESERVED_STEPS.includes(id)) return [];
  return [{ path: `steps.${index}.id`, message: `« ${id} » is another page of a draft: give the step another id` }];
}

function placedFields(step: StepDefinition, index: number): Placed[] {
  return step.fields.map((field, at) => ({ field, path: `steps.${index}.fields.${at}` }));
}

function ruleProblems({ rules = [] }: HandledDefinition, placed: readonly Placed[]): Problem[] {
  const earlier = new Map(placed.map(({ field }) => [field.id, field]));
  return rules.flatMap((rule, index) => {
    const path = `rules.${index}`;
    if (rule.rule === 'after') {
      return [rule.field, rule.than].flatMap((id) => typeProblem(placed, id, { path, types: ['date', 'time'] }));
    }
    if (rule.rule === 'notBefore') {
      return [
        ...typeProblem(placed, rule.field, { path, types: ['date'] }),
        ...conditionProblems(rule.if, { path: `${path}.if`, earlier }),
        ...dayProblems(rule.error, `${path}.error`),
      ];
    }
    const places = [rule.of, rule.rule === 'sumEquals' ? rule.to : rule.most].filter(
      (place) => typeof place === 'string',
    );
    return places.flatMap((place) => typeProblem(placed, place, { path, types: NUMBERS }));
  });
}

function dayProblems(error: LocalizedText, path: string): Problem[] {
  return Object.entries(error).flatMap(([language, text]) =>
    text?.includes('{{date}}')
      ? []
      : [{ path: `${path}.${language}`, message: 'the day is not named: write « {{date}} » where it is to stand' }],
  );
}

const NUMBERS = ['integer', 'decimal', 'money'];

function feeProblems({ fee }: HandledDefinition, placed: readonly Placed[]): Problem[] {
  if (fee.kind !== 'computed') return [];
  if (fee.per.length === 0 && (fee.also ?? []).length === 0) {
    return [{ path: 'fee', message: 'nothing is counted: add a line to « per » or « also », or make it « fixed »' }];
  }
  const earlier = new Map(placed.map(({ field }) => [field.id, field]));
  const units = fee.per.flatMap(({ field, times = [], days }, index) => {
    const path = `fee.per.${index}`;
    return [
      ...[field, ...times].flatMap((id) => typeProblem(placed, id, { path, types: NUMBERS })),
      ...Object.values(days ?? {}).flatMap((id) => typeProblem(placed, id, { path: `${path}.days`, types: ['date'] })),
    ];
  });
  const also = (fee.also ?? []).flatMap((one, index) =>
    conditionProblems(one.if, { path: `fee.also.${index}.if`, earlier }),
  );
  return [...units, ...also];
}

type Wanted = { path: string; types: readonly string[] };
function typeProblem(placed: readonly Placed[], place: string, { path, types }: Wanted): Problem[] {
  const [id, inner] = place.split('.');
  const found = placed.find(({ field }) => field.id === id)?.field;
  const field = inner !== undefined && found?.type === 'group' ? found.fields.find((item) => item.id === inner) : found;
  if (field === undefined)
    return [{ path, message: `there is no field « ${place} »: write the id of one that is asked` }];
  if (types.includes(field.type)) return [];
  return [{ path, message: `« ${place} » is of type ${field.type}: it must be one of ${types.join(', ')}` }];
}
