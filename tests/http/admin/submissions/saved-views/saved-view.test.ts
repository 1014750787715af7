import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { signUp, text } from '../../../../support/journeys.ts';
import { untilWaiting } from '../../../../support/locks.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { type Colleague, signInColleague } from '../../../../support/staff.ts';
import { insertSubmission } from '../../../../support/submissions/submitted.ts';
import type { Visitor } from '../../../../support/visitor.ts';

let portal: TestPortal;
let nadia: Visitor;
let colleague: Colleague;
let email: string;
before(async () => {
  portal = await startPortal();
  ({ visitor: nadia, colleague } = await signInColleague(portal, 'agent', ['festivities', 'cleanliness']));
  email = (await signUp(portal)).person.email;
  await insertSubmission(portal.app.db, { email, status: 'refused' });
  await insertSubmission(portal.app.db, { email });
  await insertSubmission(portal.app.db, { email, slug: 'cleanliness-report', status: 'refused' });
});

const LIST = '/fr/admin/submissions';
const rowsIn = (html: string) => html.split('<tr class="requests__row"').length - 1;
const savedIn = (html: string) =>
  text(/<nav class="list-views list-views--saved"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '');

/** Presses the link of the list that keeps it, and returns the address of the view. */
async function save(visitor: Visitor, query: string, { name, department = '' }: { name: string; department?: string }) {
  const { html } = await visitor.open(`${LIST}${query}`);
  const link = /href="([^"]+\/submissions\/views\?list[^"]*|[^"]+\/submissions\/views)"/.exec(html)?.[1] ?? '';
  await visitor.open(link.replaceAll('&amp;', '&'));
  visitor.fill('Nom de la vue', name).type('department', department);
  await visitor.press('Enregistrer la vue');
  return visitor.page.location ?? '';
}

describe('a saved view', () => {
  it('keeps the filters under a name, and counts what it holds', async () => {
    const address = await save(nadia, '?status=refused', { name: 'Refusées' });
    assert.match(address, /^\/fr\/admin\/submissions\?view=[0-9a-f-]{36}$/);
    const { html } = await nadia.open(address);
    assert.match(text(html), /La vue est enregistrée/);
    assert.equal(rowsIn(html), 2);
    assert.equal(savedIn(html).replace(/\s+/g, ' ').trim(), 'Refusées 2');
    assert.match(html, /list-views--saved"[\s\S]*aria-current="page"/);
    assert.ok(
      html.includes(`${encodeURIComponent(`?view=${address.split('=')[1]}`)}"`),
      'a row leads back to the view',
    );
    const narrower = await nadia.open(`${address}&department=cleanliness`);
    assert.equal(rowsIn(narrower.html), 1);
    const file = await nadia.open(`${LIST}/export.csv?view=${address.split('=')[1]}`);
    assert.equal(file.html.trim().split('\r\n').length, 3);
  });

  it('is wanted with a name of its own, and pressed twice is kept once', async () => {
    const once = await save(nadia, '?kind=citizen', { name: 'Les citoyens' });
    assert.equal(await save(nadia, '?kind=citizen', { name: 'Les citoyens' }), once);
    assert.equal(await save(nadia, '?kind=association', { name: 'LES CITOYENS' }), '');
    assert.equal(nadia.page.status, 422);
    assert.match(text(nadia.page.html), /déjà une vue de ce nom/);
    await save(nadia, '', { name: 'x'.repeat(61) });
    assert.equal(nadia.page.status, 422);
    await save(nadia, '', { name: '  ' });
    assert.match(text(nadia.page.html), /Donnez un nom à la vue/);
  });

  it('is shared with one of one’s departments only, and shows each colleague what is theirs', async () => {
    const { visitor: other } = await signInColleague(portal, 'agent', ['cleanliness', 'rooms']);
    const { visitor: stranger } = await signInColleague(portal, 'agent', ['rooms']);
    const address = await save(nadia, '?status=refused', { name: 'À revoir', department: 'cleanliness' });
    const seen = await other.open(address);
    assert.match(savedIn(seen.html), /À revoir partagée par Nadia Benali 1/);
    assert.equal(rowsIn(seen.html), 1);
    const hidden = await stranger.open(address);
    assert.match(text(hidden.html), /n’est plus partagée avec vous/);
    assert.ok(!hidden.html.includes('À revoir'));
    const id = address.split('=')[1];
    assert.equal((await other.open(`${LIST}/views/${id}`)).status, 404, 'only its owner changes it');
    assert.equal((await other.post(`${LIST}/views/${id}`, { act: 'delete' })).status, 404);
    const forged = { name: 'Ailleurs', list: '', department: 'rooms' };
    assert.equal((await nadia.post(`${LIST}/views`, forged)).status, 422);
  });

  it('is renamed and deleted by its owner, and what led to it says so', async () => {
    const address = await save(nadia, '?view=mine', { name: 'Mes demandes' });
    const page = `${LIST}/views/${address.split('=')[1]}`;
    await nadia.open(page);
    nadia.fill('Nom de la vue', 'Mon travail');
    await nadia.press('Enregistrer la vue');
    assert.match(savedIn((await nadia.follow()).html), /Mon travail/);
    await nadia.open(page);
    await nadia.press('Supprimer la vue');
    assert.match(text((await nadia.follow()).html), /La vue est supprimée/);
    const { html, status } = await nadia.open(address);
    assert.equal(status, 200);
    assert.match(text(html), /Cette vue n’existe plus/);
    const { rows } = await portal.app.db.pool.query(
      `select details ->> 'act' as act from audit_events where name = 'list-view-changed' and staff_member_id = $1
         and details ->> 'view' = $2 order by id`,
      [colleague.id, address.split('=')[1]],
    );
    assert.deepEqual(
      rows.map(({ act }) => act),
      ['saved', 'changed', 'deleted'],
    );
  });

  it('stays with the department when its owner leaves, and becomes that of who changes it', async () => {
    const { visitor: leaver, colleague: left } = await signInColleague(portal, 'agent', ['rooms']);
    const { visitor: stays } = await signInColleague(portal, 'agent', ['rooms']);
    const address = await save(leaver, '?status=closed', { name: 'Archives', department: 'rooms' });
    const page = `${LIST}/views/${address.split('=')[1]}`;
    assert.equal((await stays.open(page)).status, 404);
    await portal.app.db.pool.query('delete from staff_departments where staff_member_id = $1', [left.id]);
    assert.match(text((await stays.open(page)).html), /ne travaille plus dans le service/);
    await stays.press('Enregistrer la vue');
    assert.match(savedIn((await stays.follow()).html), /^\s*Archives 0/);
  });

  it('left behind is not taken over by who has thirty of their own', async () => {
    const { visitor: leaver, colleague: left } = await signInColleague(portal, 'agent', ['rooms']);
    const { visitor: stays, colleague: full } = await signInColleague(portal, 'agent', ['rooms']);
    const address = await save(leaver, '?status=closed', { name: 'Anciennes', department: 'rooms' });
    await portal.app.db.pool.query('delete from staff_departments where staff_member_id = $1', [left.id]);
    await portal.app.db.pool.query(
      `insert into saved_views (staff_member_id, name, query) select $1, 'vue ' || n, '' from generate_series(1, 30) n`,
      [full.id],
    );
    await stays.open(`${LIST}/views/${address.split('=')[1]}`);
    assert.equal((await stays.press('Enregistrer la vue')).status, 422);
    assert.match(text(stays.page.html), /30/);
  });

  it('gets a name that another tab gives to another view at the same moment in neither place twice', async () => {
    const { visitor, colleague: owner } = await signInColleague(portal, 'agent', ['rooms']);
    const pages = [await save(visitor, '?kind=citizen', { name: 'Une' }), await save(visitor, '', { name: 'Autre' })];
    const holder = await portal.app.db.pool.connect();
    await holder.query('begin');
    await holder.query('select from saved_views where staff_member_id = $1 for update', [owner.id]);
    const answers = pages.map((address) =>
      visitor.post(`${LIST}/views/${address.split('=')[1]}`, { name: 'Même nom', department: '', list: '' }),
    );
    await untilWaiting(portal.app.db, 2);
    await holder.query('commit');
    holder.release();
    const done = await Promise.all(answers);
    assert.deepEqual(done.map(({ status }) => status).sort(), [303, 422]);
    assert.match(text(done.find(({ status }) => status === 422)?.html ?? ''), /déjà une vue de ce nom/);
  });

  it('says what it asks for that is no longer there', async () => {
    const { colleague: gone } = await signInColleague(portal, 'agent', ['festivities']);
    const address = await save(nadia, `?assignee=${gone.id}&procedure=no-such-form`, { name: 'D’un collègue' });
    await portal.app.db.pool.query(`update staff_members set status = 'suspended' where id = $1`, [gone.id]);
    const { html, status } = await nadia.open(address);
    assert.equal(status, 200);
    assert.match(text(html), /n’est plus là\s*: Démarche, Responsable/);
  });
});
