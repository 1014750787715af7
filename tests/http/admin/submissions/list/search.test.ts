import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formatReference } from '../../../../../src/domain/numbers/reference.ts';
import { lucie, signUp, text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { newNumber } from '../../../../support/profiles.ts';
import { signInColleague } from '../../../../support/staff.ts';
import { statementsDuring } from '../../../../support/statements.ts';
import { insertSubmission } from '../../../../support/submissions/submitted.ts';
import type { Visitor } from '../../../../support/visitor.ts';

let portal: TestPortal;
let nadia: Visitor;
let hondt: string;
let bees: string;
const number = newNumber();
before(async () => {
  portal = await startPortal();
  ({ visitor: nadia } = await signInColleague(portal, 'agent', ['festivities']));
  const { person } = await signUp(portal, lucie({ firstName: 'Joëlle', lastName: 'd’Hondt' }));
  const { db } = portal.app;
  ({ reference: hondt } = await insertSubmission(db, { email: person.email, status: 'closed' }));
  await db.pool.query(
    `insert into organisations (enterprise_number, kind, name, vat_liable) values ($1, 'association', 'Les Abeilles', false)`,
    [number],
  );
  const answers = { eventName: 'Grande fête du miel' };
  const { email } = (await signUp(portal)).person;
  ({ reference: bees } = await insertSubmission(db, { email, enterpriseNumber: number, answers }));
  await insertSubmission(db, { email, slug: 'room-rental', answers: { purpose: 'Miel' } });
});

async function found(words: string): Promise<string[]> {
  await nadia.open('/fr/admin/submissions');
  nadia.type('q', words);
  const { html, status } = await nadia.press('Chercher');
  assert.equal(status, 200);
  return [...html.matchAll(/submissions\/(\d{2}-\d{7}-\d{2})["?]/g)].map(([, one]) => String(one));
}

describe('a search in the list', () => {
  it('finds a name with any accent or apostrophe, the last word by its beginning', async () => {
    for (const words of ["D'Hondt", 'd’hondt', 'JOELLE', 'joëlle d’hon', 'hondt']) {
      assert.deepEqual(await found(words), [formatReference(hondt)], words);
    }
    assert.deepEqual(await found('ondt'), []);
    assert.deepEqual(await found('joel hondt'), []);
  });

  it('finds a reference and an enterprise number however they are written, and by their beginning', async () => {
    for (const words of [hondt, formatReference(hondt), formatReference(hondt).replaceAll('-', ' ')]) {
      assert.deepEqual(await found(words), [formatReference(hondt)], words);
    }
    assert.equal((await found(formatReference(hondt).slice(0, 7))).length, 2);
    assert.deepEqual(await found(`BE ${number.slice(0, 4)}.${number.slice(4, 7)}.${number.slice(7)}`), [
      formatReference(bees),
    ]);
  });

  it('finds an organisation and the text of an answer, only in one’s departments', async () => {
    assert.deepEqual(await found('abeilles'), [formatReference(bees)]);
    assert.deepEqual(await found('fete du mie'), [formatReference(bees)]);
  });

  it('keeps the view and the filters, and they keep it', async () => {
    await nadia.open('/fr/admin/submissions?view=unassigned&kind=association');
    nadia.type('q', 'miel');
    const { url } = await nadia.press('Chercher');
    assert.equal(url, '/fr/admin/submissions?view=unassigned&kind=association&q=miel');
    nadia.type('status', 'closed');
    const filtered = new URLSearchParams((await nadia.press('Filtrer')).url.split('?')[1]);
    assert.deepEqual(
      ['view', 'kind', 'q', 'status'].map((name) => filtered.get(name)),
      ['unassigned', 'association', 'miel', 'closed'],
    );
  });

  it('of fewer than three letters or digits in a row is refused before the database is asked', async () => {
    let html = '';
    const sent = await statementsDuring(portal.app.db, async () => {
      const page = await nadia.open('/fr/admin/submissions?q=d%27e');
      assert.equal(page.status, 422);
      html = page.html;
    });
    assert.match(text(html), /au moins trois lettres ou chiffres/);
    assert.ok(!sent.some(({ text: statement }) => statement.includes('submission_words')));
  });

  it('that takes too long asks to be more precise', async () => {
    const { pool } = portal.app.db;
    const client = await pool.connect();
    try {
      await client.query('begin; lock table submission_words in access exclusive mode');
      const page = await nadia.open('/fr/admin/submissions?q=miel');
      assert.equal(page.status, 422);
      assert.match(text(page.html), /Précisez/);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
