import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { daysAfter } from '../../../src/domain/working-days.ts';
import type { Answers } from '../../../src/features/procedures/definition/answers.ts';
import type { HandledDefinition } from '../../../src/features/procedures/definition/definition.ts';
import { loadDefinitions } from '../../../src/features/procedures/definitions.ts';
import { walk } from '../../../src/features/procedures/journey.ts';
import { brokenRules } from '../../../src/features/procedures/rule-problems.ts';

const isEvent = (one: { slug: string }): one is HandledDefinition => one.slug === 'event-permit';

/** The steps, fields and days that the notices of an event are said with, on 27 November 2026. */
function notices(answers: Answers): unknown[] {
  const event = loadDefinitions().find(isEvent);
  assert.ok(event);
  const broken = brokenRules(event, { steps: walk(event, answers), today: '2026-11-27' });
  return broken
    .filter(({ rule }) => rule.rule === 'notBefore')
    .map(({ step, field, values }) => [step, field, values.date]);
}

describe('the notice of an event', () => {
  for (const [kind, participants, amplified, first] of [
    ['street-party', 80, false, '2027-01-11'],
    ['street-party', 80, true, '2027-01-27'],
    ['street-party', 500, false, '2027-02-27'],
    ['concert', 499, true, '2027-01-27'],
    ['concert', 500, true, '2027-02-27'],
    ['sport', 1_500, false, '2027-02-27'],
  ] as const) {
    it(`is kept from ${first} on: ${kind}, ${participants} people, ${amplified ? 'amplified' : 'no amplified'} sound`, () => {
      const answers = { kind, participants, amplified };
      assert.deepEqual(notices({ ...answers, from: daysAfter(first, -1) }), [['when', 'from', first]]);
      assert.deepEqual(notices({ ...answers, from: first }), []);
    });
  }

  it('of a small one is that of the date alone, and nothing is said of a date that is not there', () => {
    assert.deepEqual(notices({ kind: 'flea-market', participants: 80, amplified: false, from: '2026-11-28' }), []);
    assert.deepEqual(notices({ kind: 'street-party', participants: 500, amplified: true }), []);
  });
});
