import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  addressFields,
  answerStep,
  beginDraft,
  dateFields,
  EVENT_STEPS,
  fillEventPermit,
  revisionOn,
} from '../../../../support/drafts/drafts.ts';
import { signUp, text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { createProfile, newNumber } from '../../../../support/profiles.ts';
import { assertAsksToSignIn, assertIsNotThere, FROM_ANOTHER_SITE } from '../../../../support/refusals.ts';
import { statementsDuring } from '../../../../support/statements.ts';
import { Visitor } from '../../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

async function begun(slug = 'event-permit') {
  const { visitor, person } = await signUp(portal);
  return { visitor, person, draft: await beginDraft(visitor, slug) };
}
/** The words of a button, by its name and value. */
function buttonOf({ page }: Visitor, name: string, value: string): string {
  const [, words = ''] = new RegExp(`name="${name}" value="${value}">([\\s\\S]*?)</button>`).exec(page.html) ?? [];
  return words
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
const answersOf = (step: string) => EVENT_STEPS.find(([name]) => name === step)?.[1]() ?? {};

describe('a step', () => {
  it('names the démarche, the profile and the progress, and proposes what the account says', async () => {
    const { visitor, person, draft } = await begun();
    const statements = await statementsDuring(portal.app.db, () => visitor.open(`${draft}/applicant`));
    assert.ok(statements.length <= 3, `${statements.length} statements`);
    const { html } = visitor.page;
    assert.match(text(html), /fête de rue.*Au nom de Lucie Lambert.*Étape 1 sur 5/);
    assert.match(text(html), /rempli ce que votre compte et votre profil disent déjà/);
    assert.ok(html.includes(`value="${person.email}"`) && html.includes('value="Lucie"'));
    assert.match(html, /id="email"[^>]*data-type="email"/);
    assert.match(html, /<fieldset[^>]*id="home"\s+data-type="address"/);
    assert.match(html, /id="phone"[^>]*data-type="phone" data-optional/);
  });

  it('goes on with « Suivant », pressed on what stands there and was typed, and comes back with it', async () => {
    const { visitor, draft } = await begun();
    await visitor.open(`${draft}/applicant`);
    visitor.fill('Rue', 'Rue Royale').fill('Numéro', '207').fill('Code postal', '1030').fill('Commune', 'Schaerbeek');
    await visitor.press('Suivant');
    assert.equal(visitor.page.location, `${draft}/event`);
    const again = await visitor.open(`${draft}/applicant`);
    assert.match(again.html, /value="Rue Royale"/);
    assert.doesNotMatch(text(again.html), /Proposé d’après/);
  });

  it('refuses with 422 what is wrong, each at its control, and keeps every kind of value', async () => {
    const { visitor, draft } = await begun();
    await fillEventPermit(visitor, draft, 'event');
    await answerStep(visitor, `${draft}/event`, { kind: 'concert', perimeter: 'a\n<b>', placePostcode: '1000' });
    assert.equal(visitor.page.status, 422);
    const { html } = visitor.page;
    assert.match(text(html), /Nom : Répondez à cette question/);
    assert.match(html, /href="#eventName"/);
    assert.match(html, /href="#placeStreet"/);
    assert.match(html, /value="concert" checked/);
    assert.match(html, /\na\n&lt;b&gt;<\/textarea>/);
    assert.match(html, /value="1000"/);
    assert.match(html, /<title>Erreur/);
  });

  it('says a limit that is a day as a day is written in the language of the page', async () => {
    const { visitor, draft } = await begun();
    await fillEventPermit(visitor, draft, 'when');
    await answerStep(visitor, `${draft}/when`, { ...answersOf('when'), ...dateFields('from', 1) });
    assert.equal(visitor.page.status, 422);
    assert.match(text(visitor.page.html), /Choisissez le \d+ \p{L}+ \d{4} ou un jour plus tard/u);
  });

  it('says a notice that depends on other answers with its reason, and the first day that keeps it', async () => {
    const { visitor, draft } = await begun();
    await fillEventPermit(visitor, draft, 'when');
    await answerStep(visitor, `${draft}/when`, { ...answersOf('when'), ...dateFields('from', 40) });
    assert.equal(visitor.page.status, 422);
    const said = text(visitor.page.html);
    assert.match(said, /Une fête de rue se demande 45 jours à l’avance : choisissez le \d+ \p{L}+ \d{4} ou un jour/u);
    assert.match(visitor.page.html, /href="#fromDay"/);
    await answerStep(visitor, `${draft}/when`, { ...answersOf('when'), ...dateFields('from', 45) });
    assert.equal(visitor.page.status, 303);
  });

  it('asks for the installing of what is installed, and of nothing else', async () => {
    const { visitor, draft } = await begun();
    await fillEventPermit(visitor, draft, 'when');
    await answerStep(visitor, `${draft}/when`, { ...answersOf('when'), setUp: '' });
    assert.equal(visitor.page.status, 422);
    assert.match(text(visitor.page.html), /Montage et démontage : Répondez à cette question/);
    await answerStep(visitor, `${draft}/safety`, { ...answersOf('safety'), stands: '0' });
    assert.doesNotMatch((await visitor.open(`${draft}/when`)).html, /name="setUp"/);
    await answerStep(visitor, `${draft}/when`, { ...answersOf('when'), setUp: '' });
    assert.equal(visitor.page.status, 303);
  });

  it('judges a rule between two fields on the step of the last', async () => {
    const { visitor, draft } = await begun();
    await fillEventPermit(visitor, draft, 'when');
    await answerStep(visitor, `${draft}/when`, { ...answersOf('when'), ...dateFields('until', 50) });
    assert.equal(visitor.page.status, 422);
    assert.match(text(visitor.page.html), /La date de fin doit être la même que celle du début, ou plus tard/);
  });

  it('asks what a condition shows, neither judges nor loses what it hides', async () => {
    const { visitor, draft } = await begun();
    await fillEventPermit(visitor, draft, 'event');
    await answerStep(visitor, `${draft}/event`, { ...answersOf('event'), kind: 'other' });
    assert.equal(visitor.page.status, 422);
    assert.match(visitor.page.html, /href="#otherKind"/);
    assert.match(
      visitor.page.html,
      /data-depends="\{&#34;field&#34;:&#34;kind&#34;,&#34;is&#34;:&#34;other&#34;\}" data-met="true"/,
    );
    await answerStep(visitor, `${draft}/event`, { ...answersOf('event'), kind: 'other', otherKind: 'Un cortège' });
    await answerStep(visitor, `${draft}/event`, answersOf('event'));
    assert.equal(visitor.page.status, 303);
    assert.match((await visitor.open(`${draft}/event`)).html, /value="Un cortège"/);
  });

  it('leaves with « Enregistrer et quitter » whatever is missing, and keeps what was typed', async () => {
    const { visitor, draft } = await begun();
    await visitor.open(`${draft}/applicant`);
    visitor.fill('Prénom', 'Lucienne');
    await visitor.press('Enregistrer et quitter');
    assert.equal(visitor.page.location, '/fr/my-space');
    assert.match(text((await visitor.follow()).html), /Votre brouillon est enregistré/);
    assert.match((await visitor.open(`${draft}/applicant`)).html, /value="Lucienne"/);
  });

  it('adds and removes items of a block, keeping what was typed, and counts the sums of all', async () => {
    const { visitor } = await signUp(portal);
    const draft = await beginDraft(visitor, 'association-grant');
    await answerStep(visitor, `${draft}/association`, {
      status: 'unregistered',
      organisationName: 'Les voisins',
      chair: 'Lucie',
      phone: '02 244 75 11',
      email: 'a@exemple.be',
      ...addressFields('seat'),
    });
    assert.equal(visitor.page.location, `${draft}/project`);
    await visitor.open(`${draft}/project`);
    visitor.type('dates.0.where', 'Parc Josaphat');
    await visitor.press(buttonOf(visitor, 'add', 'dates'));
    assert.equal(visitor.page.status, 200);
    assert.match(visitor.page.html, /id="dates\.1\.where"/);
    assert.match(visitor.page.html, /value="Parc Josaphat"/);
    visitor.type('dates.1.where', 'Rue Royale');
    await visitor.press(buttonOf(visitor, 'remove', 'dates.0'));
    assert.match(visitor.page.html, /id="dates\.0\.where"[^>]*value="Rue Royale"/);
    assert.doesNotMatch(visitor.page.html, /Parc Josaphat/);
    const project = { title: 'Fête', summary: 'Une fête', themes: ['culture', 'sport'], audience: 'Tous' };
    const date = { 'dates.3.where': 'Rue Royale', ...dateFields('dates.3.on', 90) };
    await answerStep(visitor, `${draft}/project`, { ...project, ...date, 'dates.4.where': '' });
    assert.equal(visitor.page.location, `${draft}/budget`);
    const budget = { requested: '500', account: 'BE68 5390 0754 7034' };
    const first = { 'budget.0.post': 'Salle', 'budget.0.expense': '300,10', 'budget.0.income': '0' };
    const second = { 'budget.1.post': 'Subside', 'budget.1.expense': '0', 'budget.1.income': '300' };
    await answerStep(visitor, `${draft}/budget`, { ...budget, ...first, ...second });
    assert.equal(visitor.page.status, 422);
    assert.match(text(visitor.page.html), /Le total des dépenses doit être égal au total des recettes/);
    assert.match(visitor.page.html, /href="#budget"/);
    await answerStep(visitor, `${draft}/budget`, { ...budget, ...first, ...second, 'budget.1.income': '300,1' });
    assert.equal(visitor.page.location, `${draft}/documents`);
  });

  it('shows who saves over newer answers what they are, and overwrites nothing in silence', async () => {
    const { visitor, draft } = await begun();
    const path = `${draft}/applicant`;
    const revision = revisionOn((await visitor.open(path)).html);
    const answers = { revision, ...answersOf('applicant') };
    await visitor.post(path, { ...answers, firstName: 'Première' });
    const conflict = await visitor.post(path, { ...answers, firstName: 'Seconde' });
    assert.equal(conflict.status, 409);
    assert.match(text(conflict.html), /Ces réponses ont changé entre-temps.*Première/);
    assert.match(conflict.html, /value="Seconde"/);
    assert.match((await visitor.open(path)).html, /value="Première"/);
    await visitor.post(path, { ...answers, firstName: 'Seconde' });
    await visitor.press('Suivant');
    assert.equal(visitor.page.status, 303);
    assert.match((await visitor.open(path)).html, /value="Seconde"/);
    assert.equal((await visitor.post(path, { ...answers, firstName: 'Seconde' })).status, 303);
  });

  it('lets two tabs write two steps', async () => {
    const { visitor, draft } = await begun();
    await fillEventPermit(visitor, draft, 'when');
    const old = revisionOn((await visitor.open(`${draft}/applicant`)).html);
    await answerStep(visitor, `${draft}/event`, { ...answersOf('event'), eventName: 'Autre' });
    await visitor.post(`${draft}/applicant`, { revision: old, ...answersOf('applicant'), firstName: 'Tard' });
    assert.equal(visitor.page.status, 303);
    assert.match((await visitor.open(`${draft}/event`)).html, /value="Autre"/);
  });

  it('gives back what was typed when the session had ended', async () => {
    const { visitor, person, draft } = await begun();
    const { html } = await visitor.open(`${draft}/applicant`);
    const [, formOwner = ''] = /name="formOwner" value="([^"]+)"/.exec(html) ?? [];
    const tab = new Visitor(portal);
    const typed = { revision: '1', formOwner, ...answersOf('applicant'), firstName: 'Tapée' };
    await tab.post(`${draft}/applicant`, typed, { referer: `${portal.origin}${draft}/applicant` });
    assert.equal(tab.page.status, 401);
    tab.fill('Adresse e-mail', person.email).fill('Mot de passe', person.password);
    await tab.press('Connecter');
    await tab.follow();
    assert.match(tab.page.html, /value="Tapée"/);
  });

  it('is not opened before those ahead of it are answered', async () => {
    const { visitor, draft } = await begun();
    assert.equal((await visitor.open(`${draft}/safety`)).location, `${draft}/applicant`);
    assert.equal((await visitor.open(`${draft}/nothing`)).status, 404);
  });

  it('is in Dutch for who reads Dutch', async () => {
    const { visitor, draft } = await begun();
    const { html } = await visitor.open(`${draft.replace('/fr/', '/nl/')}/applicant`);
    assert.match(text(html), /Namens Lucie Lambert.*Stap 1 van 5.*Voornaam/);
  });

  it('is not there for anybody else, for who no longer acts, nor from another site', async () => {
    const { visitor, draft } = await begun();
    const { visitor: other } = await signUp(portal);
    await assertIsNotThere(other, `${draft}/applicant`, { firstName: 'x' });
    await assertAsksToSignIn(portal, `${draft}/applicant`);
    assert.equal((await visitor.post(`${draft}/applicant`, {}, FROM_ANOTHER_SITE)).status, 403);
    const number = newNumber();
    await createProfile(visitor, number);
    await visitor.post('/fr/procedures/terrace/drafts', { profile: number });
    const ofOrganisation = visitor.page.location ?? '';
    const { html } = await visitor.open(ofOrganisation);
    assert.match(html, /value="Brasserie Dubois"/);
    await portal.app.db.pool.query("update memberships set ends_on = '2020-01-01' where enterprise_number = $1", [
      number,
    ]);
    await assertIsNotThere(visitor, ofOrganisation);
  });
});
