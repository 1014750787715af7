import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { filedRequest } from '../../../support/submissions/handling.ts';
import { insertIssued } from '../../../support/submissions/issued.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
const CODE = '0123456789ABCDEF';
const WRITTEN = '0123-4567-89AB-CDEF';
before(async () => {
  portal = await startPortal();
  const { reference } = await filedRequest(portal, { status: 'delivered' });
  await insertIssued(portal.app, reference, { code: CODE });
});

describe('the verification of a document', () => {
  it('is open to anybody, from the foot of each page, and tells when it was issued, by which démarche, and its SHA-256', async () => {
    const visitor = new Visitor(portal);
    assert.match((await visitor.open('/fr')).html, /href="\/fr\/verification"/);
    await visitor.open('/fr/verification');
    const answer = await visitor.fill('Code de vérification', ' o123 4567–89ab.cdef ').press('Vérifier');
    assert.deepEqual([answer.status, answer.location], [303, `/fr/verification/${WRITTEN}`]);
    const { status, html } = await visitor.follow();
    assert.equal(status, 200);
    const { rows } = await portal.app.db.pool.query(`select encode(sha256, 'hex') as sha256 from issued_documents`);
    assert.match(text(html), /Oui, la commune a délivré un document avec ce code/);
    assert.match(text(html), /Délivré le \d+ .*Démarche Autorisation/);
    assert.ok(html.includes(rows[0].sha256));
  });

  it('says nothing of the content, nor for whom it is, and no machine keeps it', async () => {
    const { html, headers } = await new Visitor(portal).open(`/nl/verification/${WRITTEN}`);
    assert.match(text(html), /Ja, de gemeente heeft een document met deze code afgeleverd/);
    assert.ok(!html.includes('Autorisation.pdf') && !html.includes('Lucie') && !html.includes('Lambert'));
    assert.ok(!/\d\d-\d{7}-\d\d/.test(html), 'not the reference');
    assert.equal(headers.get('x-robots-tag'), 'noindex');
  });

  it('answers an unknown code in plain words, and one that is none with what to do', async () => {
    const visitor = new Visitor(portal);
    const unknown = await visitor.open('/fr/verification/ZZZZ-ZZZZ-ZZZZ-ZZZZ');
    assert.match(text(unknown.html), /La commune n’a délivré aucun document avec ce code/);
    assert.ok(!text(unknown.html).includes('Délivré le'));
    for (const code of ['', '0123-4567', 'UUUU-UUUU-UUUU-UUUU', '<script>']) {
      await visitor.open('/fr/verification');
      const refused = await visitor.fill('Code de vérification', code).press('Vérifier');
      assert.equal(refused.status, 422, code);
      assert.ok(!refused.html.includes('<script>alert'));
    }
    assert.match(text(visitor.page.html), /Comparez-le avec le document/);
    assert.equal((await visitor.open('/fr/verification/nope')).status, 422);
  });

  it('lets a network try only so many codes that do not exist, and true ones without end', async () => {
    const strict = await startPortal({ environment: { UNKNOWN_CODES_PER_HOUR: '2' } });
    const { reference } = await filedRequest(strict, { status: 'delivered' });
    await insertIssued(strict.app, reference, { code: CODE });
    const visitor = new Visitor(strict);
    for (let time = 0; time < 5; time += 1) {
      assert.equal((await visitor.open(`/fr/verification/${WRITTEN}`)).status, 200);
    }
    for (const last of ['0', '1']) await visitor.open(`/fr/verification/ZZZZ-ZZZZ-ZZZZ-ZZZ${last}`);
    const { status, html } = await visitor.open(`/fr/verification/${WRITTEN}`);
    assert.equal(status, 429);
    assert.match(text(html), /Trop de codes inconnus/);
  });
});
