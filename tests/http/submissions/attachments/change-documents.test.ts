import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { beginDraft, fillEventPermit, revisionOn } from '../../../support/drafts/drafts.ts';
import { beginAsGuest, REPORT } from '../../../support/drafts/guests.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { documentsOn, largePdf, pdf, png } from '../../../support/submissions/documents.ts';
import { until } from '../../../support/until.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

/** On the step of the documents of « event-permit »: plan, insurance and, for a street party, neighbours. */
async function atDocuments(): Promise<{ visitor: Visitor; step: string }> {
  const { visitor } = await signUp(portal);
  const draft = await beginDraft(visitor, 'event-permit');
  await fillEventPermit(visitor, draft, 'documents');
  await visitor.open(`${draft}/documents`);
  return { visitor, step: `${draft}/documents` };
}

const names = (html: string) => documentsOn(html).map(({ name }) => name);
const temporaryFiles = () => readdir(path.join(portal.app.config.dataDirectory, 'uploads')).catch(() => []);

describe('the documents of a step', () => {
  it('are listed with their size and a button once they are added, and what was typed stays', async () => {
    const { visitor } = await atDocuments();
    visitor.attach('plan', pdf('plan.pdf'), pdf('vue.pdf'));
    await visitor.press('Ajouter Plan du lieu');
    assert.equal(visitor.page.status, 200);
    assert.deepEqual(names(visitor.page.html), ['plan.pdf', 'vue.pdf']);
    assert.match(text(visitor.page.html), /plan\.pdf \(1 ko\)/);
  });

  it('are kept when another document is missing, which alone is then asked for', async () => {
    const { visitor, step } = await atDocuments();
    visitor.attach('plan', pdf('plan.pdf'));
    await visitor.press('Suivant');
    assert.equal(visitor.page.status, 422);
    assert.match(text(visitor.page.html), /Assurance : Ajoutez ce document/);
    assert.doesNotMatch(text(visitor.page.html), /Plan du lieu : Ajoutez/);
    assert.deepEqual(names((await visitor.open(step)).html), ['plan.pdf']);
  });

  it('lead on when each that is asked is there', async () => {
    const { visitor, step } = await atDocuments();
    for (const field of ['plan', 'insurance', 'neighbours']) visitor.attach(field, pdf(`${field}.pdf`));
    await visitor.press('Suivant');
    assert.equal(visitor.page.location, step.replace('documents', 'check'));
    assert.match(text((await visitor.follow()).html), /Assurance insurance\.pdf \(1 ko\)/);
  });

  it('are removed by their button, and a second press of it is no error', async () => {
    const { visitor, step } = await atDocuments();
    visitor.attach('plan', pdf('plan.pdf'), pdf('vue.pdf'));
    await visitor.press('Ajouter Plan du lieu');
    const [first] = documentsOn(visitor.page.html);
    const revision = revisionOn(visitor.page.html);
    await visitor.press('Retirer plan.pdf');
    assert.deepEqual(names(visitor.page.html), ['vue.pdf']);
    await visitor.post(step, { revision, removeDocument: first?.id ?? '' });
    assert.equal(visitor.page.status, 200);
    assert.deepEqual(names(visitor.page.html), ['vue.pdf']);
  });

  it('of somebody else are not removed', async () => {
    const { visitor, step } = await atDocuments();
    visitor.attach('plan', pdf('plan.pdf'));
    await visitor.press('Ajouter Plan du lieu');
    const [document] = documentsOn(visitor.page.html);
    const other = await atDocuments();
    await other.visitor.post(other.step, { revision: '0', removeDocument: document?.id ?? '' });
    assert.deepEqual(names((await visitor.open(step)).html), ['plan.pdf']);
    const post = { fields: [], files: [{ name: 'plan', file: pdf('autre.pdf') }] };
    assert.equal((await other.visitor.postFiles(step, post)).status, 404);
    assert.deepEqual(names((await visitor.open(step)).html), ['plan.pdf']);
  });

  it('are there once when the same button is pressed twice, even at once', async () => {
    const { visitor, step } = await atDocuments();
    const post = {
      fields: [
        { name: 'revision', value: revisionOn(visitor.page.html) },
        { name: 'upload', value: 'plan' },
      ],
      files: [{ name: 'plan', file: pdf('plan.pdf') }],
    };
    await Promise.all([1, 2, 3].map(() => visitor.postFiles(step, post)));
    assert.deepEqual(names((await visitor.open(step)).html), ['plan.pdf']);
  });

  it('of an older tab join those of a newer one, and its « Suivant » takes none away', async () => {
    const { visitor, step } = await atDocuments();
    const old = [{ name: 'revision', value: revisionOn(visitor.page.html) }];
    visitor.attach('plan', pdf('plan.pdf')).attach('insurance', pdf('police.pdf'));
    await visitor.press('Ajouter Plan du lieu');
    await visitor.postFiles(step, { fields: old, files: [{ name: 'neighbours', file: pdf('voisins.pdf') }] });
    assert.equal(visitor.page.status, 303);
    assert.deepEqual(names((await visitor.open(step)).html).toSorted(), ['plan.pdf', 'police.pdf', 'voisins.pdf']);
  });

  it('that cannot be taken are refused by name with what to do, and the others stay', async () => {
    const { visitor } = await atDocuments();
    visitor.attach('plan', new File(['<svg/>'], 'dessin.svg'), pdf('bon.pdf'), new File([''], 'vide.pdf'));
    await visitor.press('Ajouter Plan du lieu');
    assert.equal(visitor.page.status, 422);
    const said = text(visitor.page.html);
    assert.match(said, /« dessin\.svg » n’est pas d’un type accepté ici \(PDF, JPG/);
    assert.match(said, /« vide\.pdf » est vide/);
    assert.deepEqual(names(visitor.page.html), ['bon.pdf']);
  });

  it('that are too large alone are refused, the others of the form stay, and no temporary file is left', async () => {
    const { visitor } = await atDocuments();
    visitor.attach('plan', largePdf('grand.pdf', 11), pdf('petit.pdf'));
    await visitor.press('Ajouter Plan du lieu');
    assert.match(text(visitor.page.html), /« grand\.pdf » dépasse 10 Mo/);
    assert.deepEqual(names(visitor.page.html), ['petit.pdf']);
    await until(async () => (await temporaryFiles()).length === 0);
  });

  it('that are too large together are refused from the one that is too much', async () => {
    const { visitor } = await atDocuments();
    visitor.attach('plan', largePdf('un.pdf', 9), largePdf('deux.pdf', 9), largePdf('trois.pdf', 9));
    await visitor.press('Ajouter Plan du lieu');
    assert.match(text(visitor.page.html), /« trois\.pdf » n’est pas ajouté : tous les documents ensemble font 25 Mo/);
    assert.deepEqual(names(visitor.page.html), ['un.pdf', 'deux.pdf']);
  });

  it('are five at most in a field', async () => {
    const { visitor } = await atDocuments();
    visitor.attach('plan', ...[1, 2, 3, 4, 5, 6].map((number) => pdf(`${number}.pdf`)));
    await visitor.press('Ajouter Plan du lieu');
    assert.match(text(visitor.page.html), /« 6\.pdf » n’est pas ajouté : 5 fichiers au plus ici/);
    assert.equal(names(visitor.page.html).length, 5);
  });

  it('are chosen before they are added', async () => {
    const { visitor } = await atDocuments();
    await visitor.press('Ajouter Plan du lieu');
    assert.equal(visitor.page.status, 422);
    assert.match(text(visitor.page.html), /Choisissez d’abord un fichier/);
  });

  it('keep their names as they were typed', async () => {
    const { visitor, step } = await atDocuments();
    const typed = ['copie (1).pdf', 'a & b.pdf', 'n°5 #1 50% +.pdf', 'été “à”.pdf', 'Ελλάδα.pdf'];
    visitor.attach('plan', ...typed.map((name) => pdf(name)));
    await visitor.press('Ajouter Plan du lieu');
    assert.equal(visitor.page.status, 200);
    const { rows } = await portal.app.db.pool.query(
      'select name from attachments where draft_id = $1 order by added_at, id',
      [step.split('/').at(-2)],
    );
    assert.deepEqual(
      rows.map(({ name }) => name),
      typed.map((name) => name.normalize('NFC')),
    );
  });

  it('of a form that another site sends, or of an address that takes none, are refused', async () => {
    const { visitor, step } = await atDocuments();
    const post = { fields: [], files: [{ name: 'plan', file: pdf() }] };
    assert.equal((await visitor.postFiles(step, post, FROM_ANOTHER_SITE)).status, 403);
    for (const last of ['check', 'deletion', 'profile']) {
      assert.equal((await visitor.postFiles(step.replace('documents', last), post)).status, 415, last);
    }
    assert.equal((await visitor.postFiles('/fr/account/password', post)).status, 415);
  });

  it('of more fields than a form has are refused, and nothing is kept', async () => {
    const { visitor, step } = await atDocuments();
    const fields = Array.from({ length: 300 }, (_, index) => ({ name: `f${index}`, value: 'x' }));
    assert.equal((await visitor.postFiles(step, { fields, files: [{ name: 'plan', file: pdf() }] })).status, 413);
    assert.deepEqual(names((await visitor.open(step)).html), []);
    await until(async () => (await temporaryFiles()).length === 0);
  });

  it('are lost when the session had ended, which the page says; what was typed comes back', async () => {
    const { visitor, person } = await signUp(portal);
    const draft = await beginDraft(visitor, REPORT);
    await visitor.open(`${draft}/report`);
    visitor.fill('Décrivez ce que vous voyez', 'Un matelas').attach('photos', pdf('photo.pdf'));
    visitor.setCookie('session', 'ended');
    await visitor.press('Suivant');
    assert.equal(visitor.page.status, 401);
    visitor.fill('Adresse e-mail', person.email).fill('Mot de passe', person.password);
    await visitor.press('Connecter');
    await visitor.follow();
    assert.match(text(visitor.page.html), /les fichiers que vous envoyiez n’ont pas été gardés/);
    assert.match(visitor.page.html, /id="photos-hint"[^>]*>[\s\S]{0,300}n’ont pas été gardés/);
    assert.match(visitor.page.html, /Un matelas/);
    assert.deepEqual(names(visitor.page.html), []);
  });

  it('are said not to be kept while the storage is away, with what was typed, and are taken once it is back', async () => {
    const broken = await startPortal();
    const { visitor } = await signUp(broken);
    const draft = await beginDraft(visitor, REPORT);
    const folder = path.join(broken.app.config.dataDirectory, 'documents');
    await writeFile(folder, 'no folder can be here');
    await visitor.open(`${draft}/report`);
    visitor.fill('Décrivez ce que vous voyez', 'Un matelas').attach('photos', png());
    await visitor.press('Ajouter Photos');
    assert.equal(visitor.page.status, 503);
    assert.match(text(visitor.page.html), /« photo\.png » n’est pas ajouté : les documents ne peuvent pas être gardés/);
    assert.match(visitor.page.html, /Un matelas/);
    const { rows } = await broken.app.db.pool.query('select count(*)::integer as count from attachments');
    assert.equal(rows[0].count, 0);
    await rm(folder);
    visitor.attach('photos', png());
    await visitor.press('Ajouter Photos');
    assert.deepEqual(names(visitor.page.html), ['photo.png']);
  });

  it('of somebody without an account are kept as those of a citizen', async () => {
    const visitor = new Visitor(portal);
    const draft = await beginAsGuest(visitor, REPORT);
    await visitor.open(`${draft}/report`);
    visitor.attach('photos', pdf('photo.pdf'));
    await visitor.press('Ajouter Photos');
    assert.match(text(visitor.page.html), /« photo\.pdf » n’est pas d’un type accepté ici \(JPG, PNG, HEIC, WEBP\)/);
  });
});
