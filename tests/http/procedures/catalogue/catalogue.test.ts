import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { createProfile, newNumber } from '../../../support/profiles.ts';
import { signInColleague } from '../../../support/staff.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const GRANT = 'Prime à l’achat d’un vélo à assistance électrique';

describe('the catalogue', () => {
  it('is searched by words, without accents, and leads to the page of a démarche', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/procedures');
    visitor.fill('Chercher une démarche', 'velo electr');
    const found = await visitor.press('Chercher');
    assert.match(found.url, /q=velo/);
    assert.ok(text(found.html).includes(GRANT));
    const [, href = ''] = /href="(\/fr\/procedures\/e-bike-grant)"/.exec(found.html) ?? [];
    assert.equal((await visitor.open(href)).status, 200);
  });

  it('says what to do when nothing holds these words', async () => {
    const page = await new Visitor(portal).open('/fr/procedures?q=zzz');
    assert.match(text(page.html), /Aucune démarche ne contient ces mots.*Contact/);
  });

  it('takes a filter that it does not know for none, and shows words as words', async () => {
    const visitor = new Visitor(portal);
    for (const query of ['audience=king', 'theme=%00', 'q=a&q=b', 'q=%3Cscript%3E', `q=${'x'.repeat(5000)}`]) {
      const page = await visitor.open(`/fr/procedures?${query}`);
      assert.equal(page.status, 200, query);
      assert.ok(!page.html.includes('<script>alert') && !page.html.includes('value="<script>'));
    }
  });

  it('begins with the audience of the acting profile', async () => {
    const { visitor } = await signUp(portal);
    const citizen = await visitor.open('/fr/procedures');
    assert.ok(text(citizen.html).includes(GRANT));
    await createProfile(visitor, newNumber());
    const enterprise = await visitor.open('/fr/procedures');
    assert.match(enterprise.html, /value="enterprise" checked/);
    assert.ok(!text(enterprise.html).includes(GRANT));
  });

  it('says of a démarche that it is closed today, and of no other', async () => {
    const rowOf = async (language: string) => {
      const { html } = await new Visitor(portal).open(`/${language}/procedures?q=ev`);
      const rows = html.split('<li class="card">').filter((row) => row.includes('/procedures/event-permit"'));
      return { row: text(rows[0] ?? ''), closed: html.split('card__closed').length - 1 };
    };
    const before = await rowOf('fr');
    assert.doesNotMatch(before.row, /fermée/);
    const { visitor: sofia } = await signInColleague(portal, 'administrator');
    const texts = { closedTextFr: 'En congé.', closedTextNl: 'Met verlof.' };
    const settings = { opening: 'closed', fee: 'file', delay: 'file', reason: 'Congés', version: '0', ...texts };
    assert.equal((await sofia.post('/fr/admin/procedures/event-permit', settings)).status, 303);
    const after = await rowOf('fr');
    assert.match(after.row, /Cette démarche est fermée depuis/);
    assert.equal(after.closed, before.closed + 1);
    assert.match((await rowOf('nl')).row, /gesloten/);
  });
});
