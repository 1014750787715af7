import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { answerStep, beginDraft, dateFields, fillEventPermit } from '../../../support/drafts/drafts.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { pdf } from '../../../support/submissions/documents.ts';
import { confirmedCitizen } from '../../../support/submissions/filing.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('the check of the answers', () => {
  it('says every answer in words, the fee and the declarations', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const draft = await beginDraft(visitor, 'event-permit');
    await fillEventPermit(visitor, draft);
    assert.equal(visitor.page.location, `${draft}/check`);
    const { html } = await visitor.follow();
    for (const said of [
      /Au nom de Lucie Lambert/,
      /Type Fête de rue/,
      /Place Colignon 1, 1030 Schaerbeek/,
      /Heure de début 09:30/,
      /Y a-t-il du son amplifié \? Non/,
      /Téléphone Sans réponse/,
      /Liste des voisins neighbours\.pdf \(1 ko\)/,
      /Prix Gratuit/,
      /Mes réponses sont exactes et complètes/,
    ]) {
      assert.match(text(html), said);
    }
    assert.doesNotMatch(text(html), /De quelle heure à quelle heure/);
  });

  it('leads to each answer, and back here once it is changed', async () => {
    const { visitor } = await signUp(portal);
    const draft = await beginDraft(visitor, 'event-permit');
    await fillEventPermit(visitor, draft);
    const { html } = await visitor.follow();
    assert.ok(html.includes(`href="${draft}/safety?from=check#participants"`));
    await visitor.open(`${draft}/safety?from=check`);
    visitor.fill('Nombre de participants attendus', '150');
    await visitor.press('Suivant');
    assert.equal(visitor.page.location, `${draft}/check`);
    assert.match(text((await visitor.follow()).html), /participants attendus 150/);
  });

  it('is led to from the document that a changed answer asks for', async () => {
    const { visitor } = await signUp(portal);
    const draft = await beginDraft(visitor, 'event-permit');
    await fillEventPermit(visitor, draft);
    await visitor.open(`${draft}/safety?from=check`);
    visitor.fill('Nombre de participants attendus', '1 500');
    await visitor.press('Suivant');
    assert.equal(visitor.page.location, `${draft}/documents`);
    await visitor.open(`${draft}/documents`);
    visitor.attach('fireForm', pdf('siamu.pdf'));
    await visitor.press('Suivant');
    assert.match(text((await visitor.follow()).html), /Formulaire du SIAMU siamu\.pdf/);
  });

  it('leads to the first step that misses an answer', async () => {
    const { visitor } = await signUp(portal);
    const draft = await beginDraft(visitor, 'event-permit');
    assert.equal((await visitor.open(`${draft}/check`)).location, `${draft}/applicant`);
    await fillEventPermit(visitor, draft);
    await answerStep(visitor, `${draft}/safety`, { participants: '9', stands: '4', closedStreet: 'no', leave: 'yes' });
    assert.equal((await visitor.open(`${draft}/check`)).location, `${draft}/safety`);
  });

  it('keeps a draft of one’s own from others, and asks to sign in', async () => {
    const { visitor } = await signUp(portal);
    const draft = await beginDraft(visitor, 'event-permit');
    const { visitor: other } = await signUp(portal);
    assert.equal((await other.open(`${draft}/check`)).status, 404);
    assert.match((await new Visitor(portal).open(`${draft}/check`)).location ?? '', /sign-in\?next=/);
  });

  it('shows a national number masked, and never keeps it readable', async () => {
    const { visitor } = await signUp(portal);
    const draft = await beginDraft(visitor, 'change-of-address');
    const id = draft.split('/').at(-1);
    await answerStep(visitor, `${draft}/applicant`, { firstName: 'Lucie', lastName: 'Lambert', email: 'l@exemple.be' });
    const place = (name: string) => ({
      [`${name}Street`]: 'Rue Royale',
      [`${name}Number`]: '2',
      [`${name}Postcode`]: '1030',
      [`${name}Municipality`]: 'Schaerbeek',
    });
    const moved = dateFields('movedOn', -2);
    await answerStep(visitor, `${draft}/addresses`, { ...place('formerAddress'), ...place('newAddress'), ...moved });
    await answerStep(visitor, `${draft}/people`, {
      'people.0.name': 'Jan',
      'people.0.number': '85.07.30-033.28',
      'people.0.relation': 'fils',
    });
    assert.equal(visitor.page.status, 303);
    const { rows } = await portal.app.db.pool.query('select answers::text as answers from drafts where id = $1', [id]);
    assert.doesNotMatch(rows[0].answers, /850730|85\.07/);
    assert.match(rows[0].answers, /sealed/);
    assert.match((await visitor.open(`${draft}/people`)).html, /value="85\.07\.30-\*\*\*\.\*\*"/);
    await answerStep(visitor, `${draft}/housing`, {
      tenure: 'owner',
      bellName: 'Lambert',
      availability: 'Le soir',
      registrationLanguage: 'fr',
    });
    await answerStep(visitor, `${draft}/documents`, {});
    const check = text((await visitor.open(`${draft}/check`)).html);
    assert.match(check, /85\.07\.30-\*\*\*\.\*\*/);
    assert.match(check, /Viendra de votre carte d’identité/);
  });
});
