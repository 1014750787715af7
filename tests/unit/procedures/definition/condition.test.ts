import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Condition, fieldsOfCondition, holds } from '../../../../src/features/procedures/definition/condition.ts';

const answers = { applicant: 'other', copies: 3, from: '2026-12-31', loud: true, themes: ['music', 'food'] };

describe('a condition', () => {
  const CASES: [Condition, boolean][] = [
    [{ field: 'applicant', is: 'other' }, true],
    [{ field: 'applicant', is: 'me' }, false],
    [{ field: 'loud', is: true }, true],
    [{ field: 'loud', is: false }, false],
    [{ field: 'missing', is: false }, false],
    [{ field: 'themes', is: 'food' }, true],
    [{ field: 'themes', is: 'sport' }, false],
    [{ field: 'applicant', in: ['child', 'other'] }, true],
    [{ field: 'applicant', in: ['child'] }, false],
    [{ field: 'copies', atLeast: 3 }, true],
    [{ field: 'copies', atLeast: 4 }, false],
    [{ field: 'copies', atMost: 3 }, true],
    [{ field: 'copies', atMost: 2 }, false],
    [{ field: 'copies', atMost: '3' }, false],
    [{ field: 'from', atLeast: '2026-12-31' }, true],
    [{ field: 'from', atLeast: '2027-01-01' }, false],
    [{ field: 'missing', atMost: 3 }, false],
    [{ field: 'copies', answered: true }, true],
    [{ field: 'missing', answered: false }, true],
    [{ field: 'missing', answered: true }, false],
    [
      {
        all: [
          { field: 'loud', is: true },
          { field: 'copies', is: 3 },
        ],
      },
      true,
    ],
    [
      {
        all: [
          { field: 'loud', is: true },
          { field: 'copies', is: 4 },
        ],
      },
      false,
    ],
    [
      {
        any: [
          { field: 'loud', is: false },
          { field: 'copies', is: 3 },
        ],
      },
      true,
    ],
    [{ not: { field: 'loud', is: true } }, false],
  ];
  for (const [condition, expected] of CASES) {
    it(`${JSON.stringify(condition)} ${expected ? 'holds' : 'does not hold'}`, () => {
      assert.deepEqual(Condition.parse(condition), condition);
      assert.equal(holds(condition, answers), expected);
    });
  }

  it('names each field that it reads once', () => {
    const condition: Condition = {
      any: [
        { field: 'a', is: 1 },
        {
          not: {
            all: [
              { field: 'b', answered: true },
              { field: 'a', is: 2 },
            ],
          },
        },
      ],
    };
    assert.deepEqual(fieldsOfCondition(condition).toSorted(), ['a', 'b']);
  });

  it('is refused when it says something unknown beside, or nothing', () => {
    for (const wrong of [
      {},
      { field: 'a' },
      { field: 'a', is: 1, was: 2 },
      { all: [] },
      { field: 'a', matches: '.*' },
    ]) {
      assert.equal(Condition.safeParse(wrong).success, false, JSON.stringify(wrong));
    }
  });
});
