import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { signUp } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../support/refusals.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

it('gives all data as a ZIP without a secret in it', async () => {
  const { visitor, person } = await signUp(portal);
  const answer = await visitor.post('/fr/account/data', {});
  assert.equal(answer.headers.get('content-type'), 'application/zip');
  assert.match(answer.headers.get('content-disposition') ?? '', /attachment; filename="?espace-personnel.zip"?$/);
  assert.ok(answer.html.startsWith('PK'));
  for (const name of ['account', 'sign-ins', 'events', 'memberships', 'access-requests', 'profile-drafts'].map(
    (kind) => `${kind}.json`,
  ))
    assert.ok(answer.html.includes(name));
  assert.ok(!answer.html.includes('argon2') && !answer.html.includes(person.password));
});

it('is for somebody signed in, from this site only', async () => {
  await assertAsksToSignIn(portal, '/fr/account/data');
  const { visitor } = await signUp(portal);
  assert.equal((await visitor.open('/fr/account/data')).status, 200);
  const refused = await visitor.post('/fr/account/data', {}, FROM_ANOTHER_SITE);
  assert.equal(refused.status, 403);
  assert.ok(!refused.html.startsWith('PK'));
});
