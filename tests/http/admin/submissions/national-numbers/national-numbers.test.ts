import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formatReference } from '../../../../../src/domain/numbers/reference.ts';
import { sealAnswers } from '../../../../../src/features/submissions/draft/sealed-answers.ts';
import { text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../../support/refusals.ts';
import { signInColleague } from '../../../../support/staff.ts';
import { eventsOf, filedRequest } from '../../../../support/submissions/handling.ts';
import type { Visitor } from '../../../../support/visitor.ts';

const OWN = '85073099734';
const OF_SON = '01031500207';
const CLEAR = /85\.?07\.?30-?997|01\.?03\.?15-?002/;
const SHOW = 'Afficher les numéros';

let portal: TestPortal;
let nadia: Visitor;
before(async () => {
  portal = await startPortal();
  ({ visitor: nadia } = await signInColleague(portal, 'agent', ['registers', 'festivities']));
});

/** A change of address with the number of who filed it and of her son; its address under « /fr/admin ». */
async function filed() {
  const { lucie, id, reference, path } = await filedRequest(portal, { slug: 'change-of-address' });
  const { pool } = portal.app.db;
  const { rows } = await pool.query(
    'select definition from procedure_versions join submissions using (slug, version) where id = $1',
    [id],
  );
  const answers = { nationalNumber: OWN, people: [{ name: 'Tom', number: OF_SON, relation: 'fils' }] };
  const sealed = sealAnswers(portal.app.sealing, rows[0].definition, { of: id, answers });
  await pool.query('update submissions set answers = $2 where id = $1', [id, JSON.stringify(sealed)]);
  return { lucie, id, reference, path, page: `/fr/admin${path}/national-numbers` };
}

const readings = async () => {
  const { rows } = await portal.app.db.pool.query(
    `select staff_member_id is not null as "byStaff", details from audit_events where name = 'national-numbers-read' order by id`,
  );
  return rows;
};

const openings = async (reference: string): Promise<number> => {
  const { rows } = await portal.app.db.pool.query(
    `select from audit_events where name = 'submission-opened' and details ->> 'reference' = $1`,
    [reference],
  );
  return rows.length;
};

describe('the national numbers of a request', () => {
  it('are read in clear by an agent who says what for, which the audit log keeps without them', async () => {
    const { id, reference, path, page } = await filed();
    const before = (await readings()).length;
    await nadia.open(`/fr/admin${path}`);
    assert.doesNotMatch(nadia.page.html, CLEAR);
    assert.match(nadia.page.html, new RegExp(`href="${page}"`));
    const opened = await openings(reference);
    await nadia.open(page);
    assert.equal(await openings(reference), opened + 1);
    assert.match(text(nadia.page.html), /registre national 85\.07\.30-\*.*Numéro de registre national 01\.03\.15-\*/);
    assert.doesNotMatch(nadia.page.html, CLEAR);
    await nadia.choose('Consulter le Registre national').press(SHOW);
    assert.equal(nadia.page.status, 200);
    assert.match(text(nadia.page.html), /85\.07\.30-997\.34.*01\.03\.15-002\.07/);
    assert.match(nadia.page.headers.get('cache-control') ?? '', /no-store/);
    const fields = ['nationalNumber', 'people.0.number'];
    assert.deepEqual((await readings()).slice(before), [
      { byStaff: true, details: { reference, fields, purpose: 'register' } },
    ]);
    assert.equal(await openings(reference), opened + 1, 'the act has its own line');
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'opened']);
    assert.doesNotMatch((await nadia.open(page)).html, CLEAR);
  });

  it('stay masked for who does not say what for, and nothing is written', async () => {
    const { page } = await filed();
    const before = (await readings()).length;
    await nadia.open(page);
    const refused = await nadia.press(SHOW);
    assert.equal(refused.status, 422);
    assert.match(text(refused.html), /Choisissez à quoi les numéros vous servent/);
    assert.doesNotMatch(refused.html, CLEAR);
    assert.equal((await nadia.post(page, { purpose: 'curiosity' })).status, 422);
    assert.equal((await nadia.post(page, { purpose: 'identity' }, FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await readings()).length, before);
  });

  it('are not there for another department, for the citizen, nor where a request holds none', async () => {
    const { page, lucie } = await filed();
    const before = (await readings()).length;
    const { visitor: other } = await signInColleague(portal, 'agent', ['parking']);
    assert.equal((await other.open(page)).status, 404);
    assert.equal((await other.post(page, { purpose: 'register' })).status, 404);
    assert.equal((await lucie.post(page, { purpose: 'register' })).status, 401);
    const { reference } = await filedRequest(portal);
    const none = `/fr/admin/submissions/${formatReference(reference)}`;
    assert.ok(!(await nadia.open(none)).html.includes('national-numbers'));
    const answer = await nadia.post(`${none}/national-numbers`, { purpose: 'register' });
    assert.match(text(answer.html), /ne contient aucun numéro de registre national/);
    assert.equal((await readings()).length, before);
  });

  it('are not read by an agent who no longer works for the department when the form is sent', async () => {
    const { page } = await filed();
    const { visitor, colleague } = await signInColleague(portal, 'agent', ['registers']);
    await visitor.open(page);
    await portal.app.db.pool.query('delete from staff_departments where staff_member_id = $1', [colleague.id]);
    assert.equal((await visitor.post(page, { purpose: 'register' })).status, 404);
  });
});
