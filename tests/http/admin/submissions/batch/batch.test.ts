import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formatReference } from '../../../../../src/domain/numbers/reference.ts';
import { text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { type Colleague, signInColleague } from '../../../../support/staff.ts';
import { eventsOf, filedRequest, rowOf } from '../../../../support/submissions/handling.ts';
import type { Visitor } from '../../../../support/visitor.ts';

let portal: TestPortal;
let nadia: Visitor;
let colleague: Colleague;
before(async () => {
  portal = await startPortal();
  ({ visitor: nadia, colleague } = await signInColleague(portal, 'agent', ['festivities']));
});

const BATCH = '/fr/admin/submissions/batch';
const assigneeOf = async (reference: string) => (await rowOf(portal, reference)).assignee_id;

async function tick(...references: string[]): Promise<void> {
  await nadia.open('/fr/admin/submissions?view=unassigned');
  for (const reference of references) nadia.tick(`Choisir ${formatReference(reference)}`);
}

describe('several submissions at once', () => {
  it('are taken, and the result leads back to the list where one was', async () => {
    const [one, other] = [await filedRequest(portal), await filedRequest(portal)];
    await tick(one.reference, other.reference);
    const { html, status } = await nadia.press('Je m’en charge');
    assert.equal(status, 200);
    assert.match(text(html), /Fait pour 2 sur 2/);
    assert.match(html, /href="\/fr\/admin\/submissions\?view=unassigned"/);
    for (const { reference, id } of [one, other]) {
      assert.equal(await assigneeOf(reference), colleague.id);
      assert.deepEqual(await eventsOf(portal, id), ['filed', 'taken']);
    }
  });

  it('are given to a colleague', async () => {
    const { reference } = await filedRequest(portal);
    const { colleague: other } = await signInColleague(portal, 'agent', ['festivities']);
    await tick(reference);
    nadia.type('batch-assignee', other.id);
    assert.match(text((await nadia.press('Confier')).html), /Confiée/);
    assert.equal(await assigneeOf(reference), other.id);
  });

  it('are closed with one reason, which each citizen reads', async () => {
    const { lucie, reference, path } = await filedRequest(portal);
    await tick(reference);
    const asked = await nadia.press('Classer les demandes');
    assert.equal(asked.status, 422);
    assert.equal((await rowOf(portal, reference)).status, 'submitted');
    nadia.fill('Pourquoi la classer ?', 'Introduite deux fois.');
    assert.match(text((await nadia.press('Classer les demandes')).html), /Classée/);
    assert.equal((await rowOf(portal, reference)).status, 'closed');
    assert.match(text((await lucie.open(`/fr${path}`)).html), /Introduite deux fois/);
  });

  it('each have a result of their own: what is refused holds nothing back', async () => {
    const { reference: fine } = await filedRequest(portal);
    const { reference: elsewhere } = await filedRequest(portal, { slug: 'room-rental' });
    const { reference: taken } = await filedRequest(portal);
    const { colleague: other } = await signInColleague(portal);
    await portal.app.db.pool.query('update submissions set assignee_id = $1 where reference = $2', [other.id, taken]);
    const { html } = await nadia.post(
      BATCH,
      [elsewhere, taken, fine].map((value) => ({ name: 'references', value })).concat({ name: 'act', value: 'take' }),
    );
    assert.match(text(html), /Fait pour 1 sur 3/);
    assert.match(text(html), /n’est pas dans vos services/);
    assert.match(text(html), /son responsable ne le permet pas/);
    assert.deepEqual(
      [await assigneeOf(elsewhere), await assigneeOf(taken), await assigneeOf(fine)],
      [null, other.id, colleague.id],
    );
  });
});

describe('a form for several submissions', () => {
  it('without any, or with more than a hundred, changes nothing and says so', async () => {
    const { reference } = await filedRequest(portal);
    await tick();
    const none = await nadia.press('Je m’en charge');
    assert.equal(none.status, 422);
    assert.match(text(none.html), /Cochez au moins une demande/);
    const many = Array.from({ length: 100 }, (_, nth) => {
      const nine = `26${String(8_000_000 + nth)}`;
      return { name: 'references', value: `${nine}${String(97 - (Number(nine) % 97)).padStart(2, '0')}` };
    });
    const tooMany = [...many, { name: 'references', value: reference }, { name: 'act', value: 'take' }];
    const refused = await nadia.post(BATCH, tooMany);
    assert.equal(refused.status, 422);
    assert.match(text(refused.html), /100 demandes au plus/);
    assert.equal(await assigneeOf(reference), null);
  });

  it('with an act that is none, or for nobody, changes nothing', async () => {
    const { reference } = await filedRequest(portal);
    for (const fields of [{ act: 'delete' }, { act: 'assign', assignee: '' }, {}]) {
      assert.equal((await nadia.post(BATCH, { references: reference, ...fields })).status, 422);
    }
    assert.equal(await assigneeOf(reference), null);
    assert.match(text((await nadia.open(BATCH)).html), /Cochez au moins une demande/);
  });
});
