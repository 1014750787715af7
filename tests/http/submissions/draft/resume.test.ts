import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { beginDraft, fillEventPermit } from '../../../support/drafts/drafts.ts';
import { signIn, signUp } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('resuming a draft', () => {
  it('goes on at the first step that misses an answer, then at the check', async () => {
    const { visitor } = await signUp(portal);
    const draft = await beginDraft(visitor, 'event-permit');
    assert.equal((await visitor.open(draft)).location, `${draft}/applicant`);
    await fillEventPermit(visitor, draft, 'when');
    assert.equal((await visitor.open(draft)).location, `${draft}/when`);
    await fillEventPermit(visitor, draft);
    assert.equal((await visitor.open(draft)).location, `${draft}/check`);
  });

  it('goes on from Mon espace of another device, once one signed out here', async () => {
    const { visitor, person } = await signUp(portal);
    const draft = await beginDraft(visitor, 'event-permit');
    await fillEventPermit(visitor, draft, 'when');
    await visitor.open('/fr/my-space');
    await visitor.press('Se déconnecter');
    assert.match((await visitor.open(draft)).location ?? '', /^\/fr\/sign-in\?next=/);
    const phone = await signIn(portal, person);
    const { html } = await phone.open('/fr/my-space');
    assert.ok(html.includes(`href="${draft}"`), 'Mon espace leads to it');
    assert.equal((await phone.open(draft)).location, `${draft}/when`);
    assert.match((await phone.open(`${draft}/event`)).html, /value="Fête des voisins"/);
  });

  it('is the 404 of a missing page for a draft of somebody else, and asks to sign in first', async () => {
    const { visitor } = await signUp(portal);
    const draft = await beginDraft(visitor, 'event-permit');
    const { visitor: other } = await signUp(portal);
    assert.equal((await other.open(draft)).status, 404);
    assert.equal((await other.open('/fr/drafts/none')).status, 404);
    assert.match((await new Visitor(portal).open(draft)).location ?? '', /^\/fr\/sign-in\?next=/);
  });
});
