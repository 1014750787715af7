import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { daysAfter } from '../../../src/domain/working-days.ts';
import type { Answers } from '../../../src/features/procedures/definition/answers.ts';
import { dayOfLimit } from '../../../src/features/procedures/definition/day-limit.ts';
import type { HandledDefinition } from '../../../src/features/procedures/definition/definition.ts';
import type { FieldDefinition, ItemField } from '../../../src/features/procedures/definition/field-definition.ts';
import { loadDefinitions } from '../../../src/features/procedures/definitions.ts';
import { walk } from '../../../src/features/procedures/journey.ts';
import { passedLimits } from '../../../src/features/procedures/limit-problems.ts';
import { filingProblem } from '../../../src/features/submissions/filing/filing-problems.ts';

const TYPED_ON = '2026-11-27';
const FILED_ON = '2027-01-04';
type DateField = Extract<ItemField, { type: 'date' }>;
/** A date with a limit that counts from today, asked alone: what it is answered with is all of the form. */
type Limited = { slug: string; date: DateField; form: HandledDefinition; answered: (day: string) => Answers };

const isHandled = (one: object): one is HandledDefinition => 'steps' in one;
const isLimited = (field: ItemField | FieldDefinition): field is DateField =>
  field.type === 'date' && [field.min, field.max].some((limit) => limit?.startsWith('today'));

const LIMITED: readonly Limited[] = loadDefinitions()
  .filter(isHandled)
  .flatMap((definition) =>
    definition.steps.flatMap((step) => step.fields.flatMap((field) => limitedIn(definition, step.id, field))),
  );

function limitedIn(definition: HandledDefinition, step: string, field: FieldDefinition): Limited[] {
  const dates = (field.type === 'group' ? field.fields : [field]).filter(isLimited);
  return dates.map((date) => {
    const alone = { ...date, if: undefined };
    const fields = [field.type === 'group' ? { ...field, if: undefined, min: undefined, fields: [alone] } : alone];
    const form = { ...definition, steps: [{ id: step, title: definition.name, fields }], rules: [] };
    const answered = (day: string): Answers =>
      field.type === 'group' ? { [field.id]: [{ [date.id]: day }] } : { [date.id]: day };
    return { slug: definition.slug, date, form, answered };
  });
}

/** What is said on that day of a form that was answered so, and whether it can be filed. */
function judged({ form, answered }: Limited, day: string, today: string) {
  const steps = walk(form, answered(day));
  const own = { definition: form, steps, attachments: [], standing: { state: 'open' } };
  const asking = { own, filer: { kind: 'guest' }, citizen: null, identified: true, declared: [], today };
  const problem = filingProblem(asking as unknown as Parameters<typeof filingProblem>[0])?.problem;
  return {
    said: passedLimits(steps, today).map(({ step, key, values }) => [step, key, values.date]),
    refused: problem === 'limits',
  };
}

describe('a limit of a date that counts from today, when one files', () => {
  for (const limited of LIMITED) {
    const { slug, date, form } = limited;
    const step = form.steps[0]?.id;
    const { min, max } = date;
    if (min !== undefined) {
      it(`of ${slug}, ${date.id}: ${min} at least is too near, or too long ago, weeks after it was typed`, () => {
        const first = dayOfLimit(min, TYPED_ON);
        assert.deepEqual(judged(limited, first, TYPED_ON), { said: [], refused: false });
        const said = [[step, 'procedures:problem.tooEarly', dayOfLimit(min, FILED_ON)]];
        assert.deepEqual(judged(limited, first, FILED_ON), { said, refused: true });
      });
    }
    if (max !== undefined) {
      it(`of ${slug}, ${date.id}: ${max} at most is kept to the day`, () => {
        const last = dayOfLimit(max, FILED_ON);
        assert.deepEqual(judged(limited, last, FILED_ON), { said: [], refused: false });
        const said = [[step, 'procedures:problem.tooLate', last]];
        assert.deepEqual(judged(limited, daysAfter(last, 1), FILED_ON), { said, refused: true });
      });
    }
  }

  it('is judged in every démarche that has one', () => {
    const slugs = new Set(LIMITED.map(({ slug }) => slug));
    for (const slug of [
      'event-permit',
      'parking-reservation',
      'terrace',
      'marriage-declaration',
      'association-grant',
    ]) {
      assert.ok(slugs.has(slug), slug);
    }
  });
});
