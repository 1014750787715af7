import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { eventsOf, filedRequest } from '../../../support/submissions/handling.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

it('an agent reads the receipt of a request of their department, which is an opening', async () => {
  const { id, path } = await filedRequest(portal);
  const { visitor: nadia } = await signInColleague(portal);
  const receipt = await nadia.open(`/fr/admin${path}/receipt.pdf`);
  assert.deepEqual([receipt.status, receipt.headers.get('content-type')], [200, 'application/pdf']);
  assert.match(receipt.headers.get('content-disposition') ?? '', /^attachment/);
  assert.deepEqual(await eventsOf(portal, id), ['filed', 'opened']);
});

it('the receipt of another department’s request is not there', async () => {
  const { id, path } = await filedRequest(portal);
  const { visitor } = await signInColleague(portal, 'agent', ['parking']);
  assert.equal((await visitor.open(`/fr/admin${path}/receipt.pdf`)).status, 404);
  assert.deepEqual(await eventsOf(portal, id), ['filed']);
});
