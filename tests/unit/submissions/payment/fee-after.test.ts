import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isHandled } from '../../../../src/features/procedures/definition/definition.ts';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';
import { feeAfter } from '../../../../src/features/submissions/payment/fee-after.ts';
import type { SubmissionStatus } from '../../../../src/features/submissions/submission-status.ts';

const today = '2026-11-26';

/** The fee of a parking place is 40 euros and 10 a day; its delay, five working days, begins with the payment. */
function parking(
  days: number,
  paidCents: number,
  filed: { status: SubmissionStatus; feeCents: number; dueOn?: string },
) {
  return feeOf('parking-reservation', { days }, paidCents, filed);
}

// biome-ignore lint/complexity/useMaxParams: the rows of a table
function feeOf(
  slug: string,
  answers: Record<string, number>,
  paidCents: number,
  { dueOn = null, ...filed }: { status: SubmissionStatus; feeCents: number | null; dueOn?: string | null },
) {
  const definition = loadDefinitions().find((one) => one.slug === slug);
  assert.ok(definition !== undefined && isHandled(definition));
  const detail = { receivedOn: '2026-11-20', amountCents: paidCents };
  const events = paidCents === 0 ? [] : [{ content: { name: 'payment-received', detail } as const }];
  return feeAfter(definition, { ...filed, dueOn }, { answers, audience: 'citizen', events, today });
}

describe('the fee after new answers', () => {
  it('stays where its answers stay, and where it is not computed', () => {
    assert.equal(parking(2, 0, { status: 'awaiting-payment', feeCents: 6_000 }), null);
    assert.equal(feeOf('event-permit', { stands: 9 }, 0, { status: 'submitted', feeCents: 0 }), null);
  });

  it('waits for what is not paid of it', () => {
    const still = parking(5, 0, { status: 'awaiting-payment', feeCents: 6_000 });
    assert.deepEqual(still, { feeCents: 9_000, dueOn: null });
    const paid = { status: 'submitted', feeCents: 6_000, dueOn: '2026-12-03' } as const;
    const waits = { status: 'awaiting-payment', dueOn: null };
    assert.deepEqual(parking(5, 6_000, paid), { feeCents: 9_000, ...waits });
  });

  it('no longer waits once what was paid is enough, and its delay begins that day', () => {
    const begun = { feeCents: 5_000, status: 'submitted', dueOn: '2026-12-03' };
    assert.deepEqual(parking(1, 5_000, { status: 'awaiting-payment', feeCents: 6_000 }), begun);
    assert.deepEqual(parking(1, 5_500, { status: 'awaiting-payment', feeCents: 6_000 }), begun);
  });

  it('keeps the day that was announced where all stays paid', () => {
    const paid = { status: 'submitted', feeCents: 6_000, dueOn: '2026-12-01' } as const;
    assert.deepEqual(parking(1, 6_000, paid), { feeCents: 5_000, dueOn: '2026-12-01' });
  });

  it('changes by itself once somebody has taken the request', () => {
    assert.deepEqual(parking(5, 0, { status: 'to-complete', feeCents: 6_000 }), { feeCents: 9_000 });
  });
});
