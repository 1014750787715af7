import assert from 'node:assert/strict';
import { it } from 'node:test';
import { OPEN_STATUSES, SUBMISSION_STATUSES } from '../../../../../src/features/submissions/submission-status.ts';
import { startPortal } from '../../../../support/portal.ts';

it('the database and the portal agree on which statuses are open, and on what the commune still has to answer', async () => {
  const { app } = await startPortal();
  const { rows } = await app.db.pool.query(
    `select status, submission_is_open(status) as open,
       submission_awaited_on(status, '2026-03-01', null)::text as due,
       submission_awaited_on(status, '2026-03-01', '2026-02-01')::text as paused,
       submission_awaited_on(status, null, null)::text as undated
     from unnest($1::text[]) status`,
    [SUBMISSION_STATUSES],
  );
  for (const { status, open, due, paused, undated } of rows) {
    const waits = OPEN_STATUSES.some((one) => one === status);
    assert.deepEqual([open, due], [waits, waits ? '2026-03-01' : 'infinity'], status);
    assert.deepEqual([paused, undated], ['infinity', 'infinity'], status);
  }
});
