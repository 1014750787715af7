import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  addressFields,
  answerStep,
  beginDraft,
  dateFields,
  fillEventPermit,
  revisionOn,
} from '../../../../support/drafts/drafts.ts';
import { beginAsGuest, REPORT } from '../../../../support/drafts/guests.ts';
import { signUp, text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../../support/refusals.ts';
import { Visitor } from '../../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

async function begun(slug = 'event-permit') {
  const { visitor } = await signUp(portal);
  return { visitor, draft: await beginDraft(visitor, slug) };
}
type Typed = Record<string, string>;

/** Sends what stands on a step's page as its script does; the revision that the page stands on then. */
async function autosave(visitor: Visitor, path: string, typed: Typed): Promise<{ revision: number; said: string }> {
  const { html } = await visitor.open(path);
  const answer = await visitor.post(path, { revision: revisionOn(html), ...typed, autosave: 'yes' });
  assert.equal(answer.status, 200, answer.html);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  return JSON.parse(answer.html);
}
async function answersOf(draft: string): Promise<Record<string, unknown>> {
  const { rows } = await portal.app.db.pool.query('select answers from drafts where id = $1', [
    draft.split('/').at(-1),
  ]);
  return rows[0].answers;
}

describe('a step that saves itself', () => {
  it('asks for nothing that is missing, says when it was saved in the language of the page, and is there again', async () => {
    const { visitor, draft } = await begun();
    const { revision, said } = await autosave(visitor, `${draft}/applicant`, { firstName: 'Lucienne' });
    assert.match(said, /^Enregistré à \d\d:\d\d$/);
    const inDutch = draft.replace('/fr/', '/nl/');
    assert.match(
      (await autosave(visitor, `${inDutch}/applicant`, { firstName: 'Lucienne' })).said,
      /^Bewaard om \d\d:\d\d$/,
    );
    const { html } = await visitor.open(`${draft}/applicant`);
    assert.match(html, /value="Lucienne"/);
    assert.equal(Number(revisionOn(html)), revision + 1);
  });

  it('keeps what can be read, and leaves an answer that cannot be read yet as it was', async () => {
    const { visitor, draft } = await begun();
    const applicant = { firstName: 'Lucie', lastName: 'Lambert', email: 'lucie@exemple.be', ...addressFields('home') };
    await answerStep(visitor, `${draft}/applicant`, applicant);
    await autosave(visitor, `${draft}/applicant`, {
      ...applicant,
      firstName: 'Lucienne',
      email: 'lucie@',
      homePostcode: '10',
    });
    const { firstName, email, home } = await answersOf(draft);
    assert.deepEqual({ firstName, email }, { firstName: 'Lucienne', email: 'lucie@exemple.be' });
    assert.equal((home as Typed)['postcode'], '1030');
  });

  it('forgets what was emptied, so that the step is asked again', async () => {
    const { visitor, draft } = await begun();
    await fillEventPermit(visitor, draft, 'event');
    const applicant = { firstName: '', lastName: 'Lambert', email: 'lucie@exemple.be', ...addressFields('home') };
    await autosave(visitor, `${draft}/applicant`, applicant);
    assert.equal((await visitor.open(draft)).location, `${draft}/applicant`);
  });

  it('keeps both sides of a broken rule, which « Suivant » still refuses', async () => {
    const { visitor, draft } = await begun();
    await fillEventPermit(visitor, draft, 'when');
    const when = { ...dateFields('from', 60), ...dateFields('until', 50), startTime: '9h30', endTime: '22:00' };
    await autosave(visitor, `${draft}/when`, when);
    assert.ok((await answersOf(draft))['until'] !== undefined);
    await answerStep(visitor, `${draft}/when`, when);
    assert.equal(visitor.page.status, 422);
  });

  it('never overwrites what another tab saved since: 412, and nothing is written', async () => {
    const { visitor, draft } = await begun();
    const { html } = await visitor.open(`${draft}/applicant`);
    const older = { revision: revisionOn(html), autosave: 'yes' };
    await autosave(visitor, `${draft}/applicant`, { firstName: 'Nouvelle' });
    const refused = await visitor.post(`${draft}/applicant`, { ...older, firstName: 'Ancienne' });
    assert.deepEqual([refused.status, refused.html], [412, '']);
    assert.equal((await answersOf(draft))['firstName'], 'Nouvelle');
    const same = await visitor.post(`${draft}/applicant`, { ...older, firstName: 'Nouvelle' });
    assert.equal(same.status, 200, 'the same words are no conflict');
  });

  it('goes on from the revision that it answered, with « Suivant » too', async () => {
    const { visitor, draft } = await begun();
    const applicant = { firstName: 'A', lastName: 'Lambert', email: 'lucie@exemple.be', ...addressFields('home') };
    const { revision } = await autosave(visitor, `${draft}/applicant`, applicant);
    const next = { ...applicant, firstName: 'AB', revision: String(revision) };
    assert.equal((await visitor.post(`${draft}/applicant`, { ...next, autosave: 'yes' })).status, 200);
    const after = { ...next, firstName: 'ABC', revision: String(revision + 1) };
    assert.equal((await visitor.post(`${draft}/applicant`, after)).location, `${draft}/event`);
  });

  it('offers to save itself where nothing newer is compared, and says so when nothing of the page is kept', async () => {
    const { visitor, draft } = await begun();
    const fresh = await visitor.open(`${draft}/applicant`);
    assert.match(fresh.html, /data-autosave>/);
    const older = revisionOn(fresh.html);
    await visitor.post(`${draft}/applicant`, { revision: older });
    assert.equal(visitor.page.status, 422);
    assert.match(visitor.page.html, /data-autosave data-unsaved>/);
    await autosave(visitor, `${draft}/applicant`, { firstName: 'Nouvelle' });
    const answers = { firstName: 'A', lastName: 'B', email: 'a@exemple.be', ...addressFields('home') };
    await visitor.post(`${draft}/applicant`, { revision: older, ...answers });
    assert.equal(visitor.page.status, 409);
    assert.doesNotMatch(visitor.page.html, /data-autosave/);
  });

  it('seals a national number, as every save does', async () => {
    const { visitor, draft } = await begun('change-of-address');
    await answerStep(visitor, `${draft}/applicant`, { firstName: 'Lucie', lastName: 'Lambert', email: 'l@exemple.be' });
    const place = (name: string) => addressFields(name);
    await answerStep(visitor, `${draft}/addresses`, {
      ...place('formerAddress'),
      ...place('newAddress'),
      ...dateFields('movedOn', -2),
    });
    const people = { 'people.0.name': 'Jan', 'people.0.number': '85.07.30-033.28', 'people.0.relation': '' };
    await autosave(visitor, `${draft}/people`, people);
    const kept = JSON.stringify(await answersOf(draft));
    assert.match(kept, /sealed/);
    assert.doesNotMatch(kept, /850730|85\.07/);
  });

  it('works without an account too, and says what to do once the browser no longer has the draft', async () => {
    const guest = new Visitor(portal);
    const draft = await beginAsGuest(guest, REPORT);
    await autosave(guest, `${draft}/report`, { description: 'Deux matelas' });
    assert.equal((await answersOf(draft))['description'], 'Deux matelas');
    const { html } = await guest.open(`${draft}/report`);
    assert.match(text(html), /copiez-les, puis recommencez la démarche/);
    assert.doesNotMatch(html, /Se connecter dans un autre onglet/);
    const typed = { revision: revisionOn(html), description: 'Volé', autosave: 'yes' };
    assert.equal((await new Visitor(portal).post(`${draft}/report`, typed)).status, 401);
    assert.equal((await answersOf(draft))['description'], 'Deux matelas');
  });

  it('is nobody else’s: the 404 of a missing draft, 401 once signed out, 403 from another site, nothing written', async () => {
    const { visitor, draft } = await begun();
    const typed = { revision: '1', firstName: 'Ikke', autosave: 'yes' };
    const { visitor: other } = await signUp(portal);
    assert.equal((await other.post(`${draft}/applicant`, typed)).status, 404);
    assert.equal((await new Visitor(portal).post(`${draft}/applicant`, typed)).status, 401);
    assert.equal((await visitor.post(`${draft}/applicant`, typed, FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await visitor.post(`${draft}/event`, typed)).status, 404, 'a step that may not be opened yet');
    assert.equal((await visitor.post(`${draft}/no-step`, typed)).status, 404);
    assert.deepEqual(await answersOf(draft), {});
    assert.doesNotMatch(text((await visitor.open(`${draft}/applicant`)).html), /Ikke/);
  });
});
