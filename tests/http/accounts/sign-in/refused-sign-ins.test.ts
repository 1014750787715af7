import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { sql } from '../../../../src/platform/database.ts';
import { signIn } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { newAddress } from '../../../support/visitor.ts';

const WARNING = /passwords may be tried on many accounts/;
let portal: TestPortal;
before(async () => {
  portal = await startPortal({ environment: { REFUSED_SIGN_INS_PER_HOUR: '3' } });
});

const warnings = () => portal.logged.filter((line) => WARNING.test(line)).length;

async function tryOnePasswordOn(accounts: number): Promise<void> {
  for (let count = 0; count < accounts; count += 1) {
    const { page } = await signIn(portal, { email: newAddress('target'), password: 'Schaerbeek-2026-essai' });
    assert.equal(page.status, 422);
  }
}

it('warns once in the log when one password is tried on many accounts, and again only later; the metric counts all', async () => {
  await tryOnePasswordOn(3);
  assert.equal(warnings(), 0);
  await tryOnePasswordOn(3);
  assert.equal(warnings(), 1);
  const over = sql`update quotas set expire = 0 where key like 'refused-sign-ins-warning:%'`;
  await portal.app.db.transaction((tx) => tx.run(over));
  await tryOnePasswordOn(1);
  assert.equal(warnings(), 2);
  assert.match(await portal.app.metrics.text(), /^sign_ins_refused_total 7$/m);
});
