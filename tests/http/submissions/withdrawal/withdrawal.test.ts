import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { letIn, sharedProfile } from '../../../support/profiles.ts';
import { assertAsksToSignIn, assertIsNotThere, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { signInColleague } from '../../../support/staff.ts';
import { confirmedCitizen, fileEventPermit } from '../../../support/submissions/filing.ts';
import { eventsOf, filedRequest, hurryNews, rowOf } from '../../../support/submissions/handling.ts';
import { fileReport } from '../../../support/submissions/messages.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('withdrawing a request', () => {
  it('asks once, says what follows, and tells the agents why', async () => {
    const { lucie, id, reference, path } = await filedRequest(portal, { status: 'in-progress', feeCents: 2_500 });
    const { html } = await lucie.open(`/fr${path}`);
    assert.match(html, new RegExp(`href="/fr${path}/withdrawal"`));
    const question = await lucie.open(`/fr${path}/withdrawal`);
    assert.match(text(question.html), /le montant n’est pas remboursé automatiquement/);
    assert.equal((await rowOf(portal, reference)).status, 'in-progress');
    lucie.fill('Pourquoi ? (facultatif)', 'La fête est\nreportée');
    const done = await lucie.press('Annuler la demande');
    assert.deepEqual([done.status, done.location], [303, `/fr${path}`]);
    const page = await lucie.follow();
    assert.match(text(page.html), /Votre demande est annulée/);
    assert.match(text(page.html), /Annulée par Lucie Lambert La fête est reportée/);
    assert.ok(!page.html.includes('/withdrawal"'));
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'withdrawn']);
    const { visitor: nadia } = await signInColleague(portal);
    assert.match(text((await nadia.open(`/fr/admin${path}`)).html), /Annulée par Lucie Lambert .*La fête est reportée/);
  });

  it('needs no reason, and keeps the documents and the receipt', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const path = await fileEventPermit(visitor);
    await visitor.open(`${path}/withdrawal`);
    assert.equal((await visitor.press('Annuler la demande')).status, 303);
    const { html } = await visitor.follow();
    assert.ok(!html.includes('timeline__words'));
    const [, document = ''] = /href="([^"]+\/documents\/[^"]+)"/.exec(html) ?? [];
    for (const kept of [document, `${path}/receipt.pdf`]) assert.equal((await visitor.open(kept)).status, 200);
  });

  it('by another member of the organisation is told to who filed it', async () => {
    const shared = await sharedProfile(portal);
    await letIn(shared, 'member');
    const { owner, colleague } = shared;
    const path = await fileEventPermit(owner.visitor, shared.number);
    await colleague.visitor.open(`${path}/withdrawal`);
    assert.equal((await colleague.visitor.press('Annuler la demande')).status, 303);
    await hurryNews(portal);
    const mail = await portal.mailTo(owner.person.email, /du nouveau/);
    assert.match(text(mail.text), /Elle est annulée et n’est plus traitée/);
    assert.ok(!portal.mails.some(({ to, subject }) => to === colleague.person.email && /du nouveau/.test(subject)));
  });

  it('speaks of no fee where there is none', async () => {
    const { lucie, path } = await filedRequest(portal, { feeCents: 0 });
    assert.doesNotMatch(text((await lucie.open(`/fr${path}/withdrawal`)).html), /remboursé/);
  });

  it('shows what an agent decided meanwhile, and changes nothing', async () => {
    const { lucie, reference, path } = await filedRequest(portal);
    await lucie.open(`/fr${path}/withdrawal`);
    lucie.fill('Pourquoi ? (facultatif)', 'Trop tard');
    const { visitor: nadia } = await signInColleague(portal);
    await nadia.open(`/fr/admin${path}`);
    await nadia.press('Je m’en charge');
    const late = await lucie.press('Annuler la demande');
    assert.equal(late.status, 409);
    assert.match(text(late.html), /la commune ou vous-même avez changé cette demande entre-temps/);
    assert.match(late.html, />Trop tard<\/textarea>/);
    assert.equal((await rowOf(portal, reference)).status, 'in-progress');
    assert.equal((await lucie.press('Annuler la demande')).status, 303);
    assert.equal((await rowOf(portal, reference)).status, 'withdrawn');
  });

  it('stops the agent who acts on a page that was open before', async () => {
    const { lucie, reference, path } = await filedRequest(portal);
    const { visitor: nadia } = await signInColleague(portal);
    await nadia.open(`/fr/admin${path}`);
    await lucie.open(`/fr${path}/withdrawal`);
    await lucie.press('Annuler la demande');
    assert.equal((await nadia.press('Je m’en charge')).status, 409);
    assert.equal((await rowOf(portal, reference)).status, 'withdrawn');
  });

  for (const status of ['refused', 'delivered', 'closed'] as const) {
    it(`is refused with words once it is ${status}`, async () => {
      const { lucie, reference, path } = await filedRequest(portal, { status });
      const page = await lucie.open(`/fr${path}/withdrawal`);
      assert.equal(page.status, 200);
      assert.match(text(page.html), /elle ne peut plus être annulée/);
      assert.equal((await lucie.post(`/fr${path}/withdrawal`, { reason: '' })).status, 409);
      assert.equal((await rowOf(portal, reference)).revision, 1);
    });
  }

  it('by two presses at once is one, and both see it done', async () => {
    const { lucie, id, path } = await filedRequest(portal);
    await lucie.open(`/fr${path}/withdrawal`);
    const both = await Promise.all([lucie.press('Annuler la demande'), lucie.press('Annuler la demande')]);
    assert.deepEqual(
      both.map(({ location }) => location),
      [`/fr${path}`, `/fr${path}`],
    );
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'withdrawn']);
  });

  it('keeps a reason that is too long, to be shortened', async () => {
    const { lucie, reference, path } = await filedRequest(portal);
    await lucie.open(`/fr${path}/withdrawal`);
    lucie.fill('Pourquoi ? (facultatif)', 'x'.repeat(1_001));
    const page = await lucie.press('Annuler la demande');
    assert.equal(page.status, 422);
    assert.ok(page.html.includes(`>${'x'.repeat(1_001)}</textarea>`));
    assert.equal((await rowOf(portal, reference)).status, 'submitted');
  });

  it('is for a guest too, and for nobody else', async () => {
    const guest = new Visitor(portal);
    const path = await fileReport(guest);
    const { visitor: jan } = await signUp(portal);
    await assertIsNotThere(jan, `${path}/withdrawal`, { reason: '' });
    await guest.open(`${path}/withdrawal`);
    assert.equal((await guest.press('Annuler la demande')).status, 303);
    assert.match(text((await guest.follow()).html), /Annulée par vous, sans compte/);
  });

  it('asks to sign in first, and is refused from another site', async () => {
    const { lucie, reference, path } = await filedRequest(portal);
    await assertAsksToSignIn(portal, `/fr${path}/withdrawal`);
    await lucie.open(`/fr${path}/withdrawal`);
    assert.equal((await lucie.press('Annuler la demande', FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await rowOf(portal, reference)).status, 'submitted');
  });
});
