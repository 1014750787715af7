import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Answers } from '../../../src/features/procedures/definition/answers.ts';
import type { HandledDefinition } from '../../../src/features/procedures/definition/definition.ts';
import { StepDefinition } from '../../../src/features/procedures/definition/definition.ts';
import {
  firstUnanswered,
  mayOpen,
  stepsAround,
  visibleAnswers,
  walk,
} from '../../../src/features/procedures/journey.ts';

const label = { fr: 'x', nl: 'x' };
const choices = ['me', 'other'].map((value) => ({ value, label }));
const steps = StepDefinition.array().parse([
  { id: 'who', title: label, fields: [{ type: 'choice', id: 'applicant', label, choices }] },
  {
    id: 'other-person',
    title: label,
    if: { field: 'applicant', is: 'other' },
    fields: [
      { type: 'text', id: 'name', label },
      { type: 'text', id: 'nickname', label, if: { field: 'name', is: 'Jean' } },
    ],
  },
  {
    id: 'people',
    title: label,
    fields: [
      { type: 'notice', id: 'told', text: label },
      {
        type: 'group',
        id: 'people',
        label,
        item: label,
        min: 1,
        fields: [
          { type: 'yesNo', id: 'adult', label },
          { type: 'text', id: 'parent', label, if: { field: 'adult', is: false } },
          { type: 'text', id: 'link', label, if: { field: 'applicant', is: 'other' } },
        ],
      },
    ],
  },
  { id: 'last', title: label, fields: [{ type: 'text', id: 'note', label, optional: true }] },
]);
const form = { steps } as HandledDefinition;
const visible = (answers: Answers) => walk(form, answers).map(({ step }) => step.id);
const paths = (answers: Answers) =>
  walk(form, answers).flatMap(({ asked }) =>
    asked.flatMap((one) => (one.kind === 'field' ? [one.path] : one.items.flat().map(({ path }) => path))),
  );

describe('the walk over a form', () => {
  it('shows what the answers ask for, in the order of the definition', () => {
    assert.deepEqual(visible({}), ['who', 'people', 'last']);
    assert.deepEqual(visible({ applicant: 'other' }), ['who', 'other-person', 'people', 'last']);
    assert.deepEqual(paths({ applicant: 'other', name: 'Jean', people: [{ adult: false }, { adult: true }] }), [
      'applicant',
      'name',
      'nickname',
      'told',
      'people.0.adult',
      'people.0.parent',
      'people.0.link',
      'people.1.adult',
      'people.1.link',
      'note',
    ]);
  });

  it('stops at the first step that misses an answer', () => {
    assert.equal(firstUnanswered(walk(form, {})), 'who');
    assert.equal(firstUnanswered(walk(form, { applicant: 'other' })), 'other-person');
    assert.equal(firstUnanswered(walk(form, { applicant: 'me' })), 'people');
    assert.equal(firstUnanswered(walk(form, { applicant: 'me', people: [] })), 'people');
    assert.equal(firstUnanswered(walk(form, { applicant: 'me', people: [{ adult: false }] })), 'people');
    assert.equal(firstUnanswered(walk(form, { applicant: 'me', people: [{ adult: false, parent: 'Lucie' }] })), null);
  });

  it('files what is visible only, and keeps the rest for who goes back', () => {
    const answers = { applicant: 'me', name: 'Jean', nickname: 'J', people: [{ adult: true, parent: 'hidden' }] };
    assert.deepEqual(visibleAnswers(walk(form, answers)), { applicant: 'me', people: [{ adult: true }] });
    assert.deepEqual(visibleAnswers(walk(form, { ...answers, applicant: 'other' })), {
      ...answers,
      applicant: 'other',
      people: [{ adult: true }],
    });
  });

  it('does not let a hidden answer open anything', () => {
    assert.ok(!paths({ applicant: 'me', name: 'Jean' }).includes('nickname'));
  });
});

const anyAnswers: fc.Arbitrary<Answers> = fc.record(
  {
    applicant: fc.constantFrom('me', 'other'),
    name: fc.constantFrom('Jean', 'Lucie'),
    nickname: fc.string(),
    people: fc.array(fc.record({ adult: fc.boolean(), parent: fc.string(), link: fc.string() }, { requiredKeys: [] })),
    note: fc.string(),
  },
  { requiredKeys: [] },
);

describe('whatever was answered', () => {
  it('next and back are each the other, from end to end, and an unknown step has neither', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const walked = walk(form, answers);
        for (const { step } of walked) {
          const { previous, next } = stepsAround(walked, step.id);
          if (next !== null) assert.equal(stepsAround(walked, next).previous, step.id);
          if (previous !== null) assert.equal(stepsAround(walked, previous).next, step.id);
        }
        assert.deepEqual(stepsAround(walked, 'nothing'), { previous: null, next: null });
      }),
    );
  });

  it('a step may be opened when all before it are complete: the first unanswered is the last of those', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const walked = walk(form, answers);
        const ids = walked.map(({ step }) => step.id);
        const first = firstUnanswered(walked);
        const open = ids.filter((id) => mayOpen(walked, id));
        assert.deepEqual(open, first === null ? ids : ids.slice(0, ids.indexOf(first) + 1));
        assert.equal(mayOpen(walked, 'nothing'), false);
      }),
    );
  });

  it('what is filed walks to the same steps, and is complete when the form was', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const walked = walk(form, answers);
        const again = walk(form, visibleAnswers(walked));
        assert.deepEqual(
          again.map(({ step, complete }) => [step.id, complete]),
          walked.map(({ step, complete }) => [step.id, complete]),
        );
      }),
    );
  });
});
