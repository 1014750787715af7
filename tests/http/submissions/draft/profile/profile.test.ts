import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  addressFields,
  answerStep,
  beginDraft,
  fillEventPermit,
  revisionOn,
} from '../../../../support/drafts/drafts.ts';
import { beginAsGuest, REPORT } from '../../../../support/drafts/guests.ts';
import { signUp, text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { createProfile, endOf, letIn, NOW, newNumber, sharedProfile } from '../../../../support/profiles.ts';
import { assertAsksToSignIn, assertIsNotThere, FROM_ANOTHER_SITE } from '../../../../support/refusals.ts';
import { Visitor } from '../../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

/** Acts for herself and for a brewery. */
async function lucieOfBrewery() {
  const { visitor } = await signUp(portal);
  const number = newNumber();
  await createProfile(visitor, number);
  return { visitor, number };
}
const profileOf = async (draft: string) => {
  const { rows } = await portal.app.db.pool.query('select enterprise_number as number from drafts where id = $1', [
    draft.split('/').at(-1),
  ]);
  return rows[0].number;
};
const move = (visitor: Visitor, draft: string, profile: string) => visitor.post(`${draft}/profile`, { profile });

describe('moving a draft to another of one’s profiles', () => {
  it('is offered on each page of the draft, and by pressing a button; the answers stay', async () => {
    const { visitor, number } = await lucieOfBrewery();
    const draft = await beginDraft(visitor, 'event-permit', 'citizen');
    await fillEventPermit(visitor, draft, 'when');
    for (const page of ['applicant', 'event', 'deletion']) {
      assert.ok((await visitor.open(`${draft}/${page}`)).html.includes(`href="${draft}/profile"`), page);
    }
    const { html } = await visitor.open(`${draft}/profile`);
    assert.match(html, /value="citizen" checked/);
    assert.match(text(html), /Vos réponses restent/);
    visitor.choose('Brasserie Dubois');
    await visitor.press('Continuer');
    assert.equal(visitor.page.status, 303);
    assert.match(
      text((await visitor.follow()).html),
      /Le profil de ce brouillon est changé.*Au nom de Brasserie Dubois/,
    );
    assert.match((await visitor.open(`${draft}/event`)).html, /value="Fête des voisins"/);
    assert.equal(await profileOf(draft), number);
    await visitor.open('/fr/account');
    assert.match(text(visitor.page.html), /Mon espace citoyen/, 'for whom one acts elsewhere stays as it was');
  });

  it('proposes again what the former profile had proposed and nobody changed, and asks for it before going on', async () => {
    const { visitor, number } = await lucieOfBrewery();
    const other = newNumber();
    await createProfile(visitor, other);
    await visitor.post(`/fr/profiles/${other}/organisation`, {
      name: 'Café Liégeois',
      kind: 'enterprise',
      vatLiable: 'no',
    });
    const draft = await beginDraft(visitor, 'horeca-permit', number);
    const [first] = (await visitor.follow()).url.split('/').slice(-1);
    const before = visitor.page.html;
    assert.ok(before.includes('Brasserie Dubois'));
    const typed = Object.fromEntries(
      [...before.matchAll(/<input[^>]*\bname="([^"]+)"[^>]*\bvalue="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
    await visitor.post(`${draft}/${first}`, { ...typed, leave: 'yes' });
    assert.equal(visitor.page.status, 303, text(visitor.page.html));
    await move(visitor, draft, other);
    assert.equal(visitor.page.location, `${draft}/${first}`);
    const { html } = await visitor.follow();
    assert.match(html, /value="Café Liégeois"/);
    assert.doesNotMatch(html.replace(/<form[^>]*active-profile[\s\S]*?<\/form>/g, ''), /value="Brasserie Dubois"/);
    assert.match(text(html), /Proposé d’après votre compte ou votre profil/);
    assert.equal((await visitor.open(draft)).location, `${draft}/${first}`, 'what is proposed is not answered yet');
  });

  it('keeps what was typed in place of a proposal', async () => {
    const { visitor, number } = await lucieOfBrewery();
    const draft = await beginDraft(visitor, 'event-permit', number);
    const applicant = { firstName: 'Marie', lastName: 'Lambert', email: 'marie@exemple.be', ...addressFields('home') };
    await answerStep(visitor, `${draft}/applicant`, applicant);
    await move(visitor, draft, 'citizen');
    const { html } = await visitor.open(`${draft}/applicant`);
    assert.match(html, /value="Marie"/);
    assert.match(html, /value="marie@exemple\.be"/);
    assert.equal(await profileOf(draft), null);
  });

  it('makes a form that was shown before it compare: nothing is overwritten in silence', async () => {
    const { visitor, number } = await lucieOfBrewery();
    const draft = await beginDraft(visitor, 'event-permit', 'citizen');
    const revision = revisionOn((await visitor.open(`${draft}/applicant`)).html);
    await move(visitor, draft, number);
    const applicant = { firstName: 'Marie', lastName: 'L', email: 'marie@exemple.be', ...addressFields('home') };
    assert.equal((await visitor.post(`${draft}/applicant`, { revision, ...applicant })).status, 409);
    assert.equal((await visitor.post(`${draft}/applicant`, { revision, ...applicant, autosave: 'yes' })).status, 412);
    await answerStep(visitor, `${draft}/applicant`, applicant);
    assert.equal(visitor.page.location, `${draft}/event`);
  });

  it('changes nothing when the same profile is chosen, nor when the button is pressed twice', async () => {
    const { visitor, number } = await lucieOfBrewery();
    const draft = await beginDraft(visitor, 'event-permit', 'citizen');
    const seen = revisionOn((await visitor.open(`${draft}/applicant`)).html);
    assert.equal((await move(visitor, draft, 'citizen')).location, draft);
    assert.equal(revisionOn((await visitor.open(`${draft}/applicant`)).html), seen);
    const twice = await Promise.all(
      [number, number].map((to) => move(visitor, draft, to).then(({ status }) => status)),
    );
    assert.deepEqual(twice, [303, 303]);
    assert.equal(await profileOf(draft), number);
  });

  it('refuses with 422 a profile that is another’s, that ended, that the démarche is not for, or none', async () => {
    const shared = await sharedProfile(portal);
    await letIn(shared, 'member');
    const { visitor } = shared.colleague;
    const draft = await beginDraft(visitor, 'event-permit', 'citizen');
    await visitor.post(await endOf(portal, shared.number, shared.colleague), NOW);
    const { number: others } = await lucieOfBrewery();
    for (const profile of [shared.number, others, newNumber(), 'x', '']) {
      const { status, html } = await move(visitor, draft, profile);
      assert.equal(status, 422, profile);
      assert.match(text(html), /Choisissez un des profils de la liste/);
    }
    const { visitor: brewer, number } = await lucieOfBrewery();
    const grant = await beginDraft(brewer, 'association-grant');
    assert.equal((await move(brewer, grant, number)).status, 422, 'a démarche for citizens and associations');
    assert.doesNotMatch((await brewer.open(`${grant}/applicant`)).html, /\/profile"/);
    assert.deepEqual([await profileOf(draft), await profileOf(grant)], [null, null]);
  });

  it('is not there for a guest, who acts for nobody else', async () => {
    const guest = new Visitor(portal);
    const draft = await beginAsGuest(guest, REPORT);
    await assertIsNotThere(guest, `${draft}/profile`, { profile: 'citizen' });
    assert.doesNotMatch((await guest.open(`${draft}/report`)).html, /Changer de profil/);
  });

  it('is not there for anybody else, for a member who left, nor from another site', async () => {
    const shared = await sharedProfile(portal);
    await letIn(shared, 'member');
    const { visitor } = shared.colleague;
    const draft = await beginDraft(visitor, 'event-permit', shared.number);
    const path = `${draft}/profile`;
    await assertIsNotThere(shared.owner.visitor, path, { profile: 'citizen' });
    await assertAsksToSignIn(portal, path);
    assert.equal((await visitor.post(path, { profile: 'citizen' }, FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await visitor.open(path)).status, 200);
    await visitor.post(await endOf(portal, shared.number, shared.colleague), NOW);
    await assertIsNotThere(visitor, path, { profile: 'citizen' });
    assert.equal(await profileOf(draft), shared.number);
  });
});
