import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Fee, feeInCents } from '../../../../src/features/procedures/definition/fee.ts';

const sourced = { source: 'règlement', asOf: '2026-11-25' };
const computed: Fee = {
  kind: 'computed',
  base: 20.1,
  per: [
    { field: 'metres', amount: 1.15 },
    { field: 'days', amount: 10 },
  ],
  minimum: 50,
  freeFor: ['association'],
  ...sourced,
};
const citizen = 'citizen' as const;

describe('a fee, in cents', () => {
  it('is nothing, fixed, or not known yet', () => {
    const asked = { answers: {}, audience: citizen };
    assert.equal(feeInCents({ kind: 'none', ...sourced }, asked), 0);
    assert.equal(feeInCents({ kind: 'fixed', amount: 82.8, ...sourced }, asked), 8280);
    assert.equal(feeInCents({ kind: 'told-later', note: { fr: 'x', nl: 'x' }, ...sourced }, asked), null);
  });

  it('is the base and so much for each unit, to the cent, and never below the minimum', () => {
    assert.equal(feeInCents(computed, { answers: { metres: 10, days: 3 }, audience: citizen }), 6160);
    assert.equal(feeInCents(computed, { answers: { metres: 1.5, days: 3 }, audience: citizen }), 5183);
    assert.equal(feeInCents(computed, { answers: {}, audience: citizen }), 5000);
    assert.equal(feeInCents(computed, { answers: { metres: '10', days: 3 }, audience: citizen }), 5010);
  });

  it('is nothing for whom it is free', () => {
    assert.equal(feeInCents(computed, { answers: { metres: 10, days: 3 }, audience: 'association' }), 0);
  });

  it('counts a surface for each day of a stay, the first and the last too, to the cent', () => {
    const occupation: Fee = {
      kind: 'computed',
      base: 0,
      per: [{ field: 'length', times: ['width'], days: { from: 'from', until: 'until' }, amount: 2 }],
      ...sourced,
    };
    const fee = (answers: Record<string, number | string>) => feeInCents(occupation, { answers, audience: citizen });
    const stay = { length: 6.5, width: 1.2, from: '2027-03-27', until: '2027-03-29' };
    assert.equal(fee(stay), 4_680);
    assert.equal(fee({ ...stay, until: '2027-03-27' }), 1_560);
    assert.equal(fee({ ...stay, until: '2027-03-01' }), 0);
    assert.equal(fee({ length: 6.5, width: 1.2, from: '2027-03-27' }), 0);
  });

  it('adds what one answer costs more', () => {
    const urgent: Fee = {
      kind: 'computed',
      base: 82.8,
      per: [],
      also: [{ if: { field: 'judicialSale', is: true }, amount: 82.8 }],
      ...sourced,
    };
    for (const [judicialSale, expected] of [
      [true, 16_560],
      [false, 8_280],
    ] as const) {
      assert.equal(feeInCents(urgent, { answers: { judicialSale }, audience: citizen }), expected);
    }
  });
});
