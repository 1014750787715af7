import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  handledQuery,
  isNarrowed,
  readHandledFilter,
} from '../../../../../src/features/admin/submissions/list/handled-filter.ts';

const read = (query: string) => readHandledFilter(Object.fromEntries(new URLSearchParams(query)));

it('an address and its filter say the same', () => {
  const colleague = '2f1d9b8e-3c0b-4b51-9b6f-5d3a6d3a9a10';
  for (const query of [
    '',
    '?view=mine',
    '?view=overdue',
    '?view=unassigned&status=submitted&procedure=event-permit&department=festivities&kind=association',
    `?assignee=${colleague}&from=2026-01-01&to=2026-02-28`,
    '?assignee=none&sort=due',
    '?overdue=1',
    '?view=mine&q=d%E2%80%99Hondt',
  ]) {
    assert.equal(handledQuery(read(query)), query);
  }
});

it('what is unknown is left out', () => {
  const wrong =
    '?view=x&status=x&procedure=A_B&department=x&assignee=x&kind=x&from=2026-02-30&to=x&overdue=x&sort=x&other=1';
  assert.equal(handledQuery(read(wrong)), '');
  assert.equal(handledQuery(readHandledFilter({ view: ['mine', 'all'], status: { a: 'submitted' } })), '');
});

it('what is late is shown by what is due first', () => {
  assert.equal(read('?view=overdue&sort=newest').sort, 'due');
  assert.equal(read('?overdue=1').sort, 'due');
});

it('is narrowed by a filter, and neither by its view nor by its order', () => {
  assert.equal(isNarrowed(read('?view=mine&sort=due')), false);
  assert.equal(isNarrowed(read('?view=overdue')), false);
  assert.equal(isNarrowed(read('?view=mine&kind=citizen')), true);
  assert.equal(isNarrowed(read('?overdue=1')), true);
});
