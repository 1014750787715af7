import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { signInColleague } from '../../../../support/staff.ts';
import { eventsOf, filedRequest, rowOf } from '../../../../support/submissions/handling.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('reopening a submission', () => {
  it('that was closed or decided by mistake: it is in progress again, for a reason that the citizen reads', async () => {
    const { visitor: nadia } = await signInColleague(portal);
    for (const status of ['accepted', 'refused', 'closed'] as const) {
      const { lucie, id, reference, path } = await filedRequest(portal, { status });
      await nadia.open(`/fr/admin${path}`);
      assert.ok(nadia.page.html.includes(`${path}/reopening"`), status);
      await nadia.open(`/fr/admin${path}/reopening`);
      assert.equal((await nadia.press('Rouvrir la demande')).status, 422);
      nadia.fill('Pourquoi la rouvrir ?', 'Nous nous sommes trompés.');
      assert.equal((await nadia.press('Rouvrir la demande')).status, 303, status);
      const { status: now, closed_at: closedAt } = await rowOf(portal, reference);
      assert.deepEqual([now, closedAt], ['in-progress', null]);
      assert.deepEqual(await eventsOf(portal, id), ['filed', 'opened', 'reopened']);
      assert.match(text((await lucie.open(`/fr${path}`)).html), /Rouverte par le service .*Nous nous sommes trompés\./);
    }
  });

  it('is refused where nothing was decided or closed, and for what was delivered or withdrawn', async () => {
    const { visitor: nadia } = await signInColleague(portal);
    for (const status of ['submitted', 'to-complete', 'in-progress', 'delivered', 'withdrawn'] as const) {
      const { reference, path } = await filedRequest(portal, { status });
      await nadia.open(`/fr/admin${path}`);
      assert.ok(!nadia.page.html.includes(`${path}/reopening"`), status);
      const answer = await nadia.post(`/fr/admin${path}/reopening`, { reason: 'x', version: '1' });
      assert.equal(answer.status, 409, status);
      assert.equal((await rowOf(portal, reference)).status, status);
    }
  });
});
