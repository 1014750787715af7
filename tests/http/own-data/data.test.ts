import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { signUp } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';

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
