import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { signInColleague } from '../../../../support/staff.ts';
import { filedRequest, hurryNews, rowOf } from '../../../../support/submissions/handling.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('closing a submission', () => {
  it('needs a reason, which the citizen reads, and notes the moment', async () => {
    const { lucie, person, reference, path } = await filedRequest(portal, { language: 'nl' });
    const { visitor: nadia } = await signInColleague(portal);
    await nadia.open(`/fr/admin${path}/closing`);
    const without = await nadia.fill('Pourquoi la classer ?', ' \u200b ').press('Classer la demande');
    assert.equal(without.status, 422);
    assert.equal((await rowOf(portal, reference)).status, 'submitted');
    nadia.fill('Pourquoi la classer ?', 'Introduite deux fois.');
    assert.equal((await nadia.press('Classer la demande')).status, 303);
    assert.match(text((await nadia.follow()).html), /La demande est classée/);
    const { status, closed_at: closedAt } = await rowOf(portal, reference);
    assert.deepEqual([status, closedAt instanceof Date], ['closed', true]);
    assert.match(text((await lucie.open(`/nl${path}`)).html), /Afgesloten door de dienst .*Introduite deux fois\./);
    await hurryNews(portal);
    assert.match((await portal.mailTo(person.email, /nieuws/)).text, /niet meer behandeld/);
  });

  it('ends the wait for the citizen, whatever the status, but not twice', async () => {
    const { visitor: nadia } = await signInColleague(portal);
    for (const status of ['awaiting-payment', 'to-complete', 'accepted', 'delivered', 'withdrawn'] as const) {
      const { reference, path } = await filedRequest(portal, { status });
      await nadia.open(`/fr/admin${path}/closing`);
      nadia.fill('Pourquoi la classer ?', 'Fini.');
      assert.equal((await nadia.press('Classer la demande')).status, 303, status);
      assert.equal((await rowOf(portal, reference)).status, 'closed');
      assert.ok(!(await nadia.open(`/fr/admin${path}`)).html.includes(`${path}/closing"`));
      const again = await nadia.post(`/fr/admin${path}/closing`, { reason: 'x', version: '2' });
      assert.equal(again.status, 409);
      assert.equal((await rowOf(portal, reference)).revision, 2);
    }
  });
});
