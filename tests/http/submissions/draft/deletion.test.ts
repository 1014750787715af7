import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { beginDraft } from '../../../support/drafts/drafts.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { assertAsksToSignIn, assertIsNotThere, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('abandoning a draft', () => {
  it('asks once, then deletes it and says so', async () => {
    const { visitor } = await signUp(portal);
    const draft = await beginDraft(visitor, 'event-permit');
    await visitor.open('/fr/my-space');
    const question = await visitor.press('Supprimer : Autorisation d’événement : fête de rue, brocante, braderie');
    assert.match(text(question.html), /Supprimer ce brouillon \?/);
    assert.equal((await visitor.open(`${draft}/applicant`)).status, 200);
    await visitor.open(`${draft}/deletion`);
    await visitor.press('Supprimer');
    assert.equal(visitor.page.location, '/fr/my-space');
    assert.match(text((await visitor.follow()).html), /Le brouillon est supprimé/);
    assert.equal((await visitor.open(`${draft}/applicant`)).status, 404);
  });

  it('is not there for anybody else, nor from another site', async () => {
    const { visitor } = await signUp(portal);
    const path = `${await beginDraft(visitor, 'event-permit')}/deletion`;
    const { visitor: other } = await signUp(portal);
    await assertIsNotThere(other, path, { confirmed: 'yes' });
    await assertAsksToSignIn(portal, path);
    assert.equal((await visitor.post(path, { confirmed: 'yes' }, FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await visitor.open(path)).status, 200);
  });
});
