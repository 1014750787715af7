import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { text } from '../../../support/journeys.ts';
import { untilWaiting } from '../../../support/locks.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { assertIsNotThere, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { addColleague, addWaitingRequest, signInAs, signInColleague } from '../../../support/staff.ts';
import { insertSubmission } from '../../../support/submissions/submitted.ts';
import type { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let sofia: Visitor;
let sofiaId: string;
before(async () => {
  portal = await startPortal();
  const signedIn = await signInColleague(portal, 'administrator');
  sofia = signedIn.visitor;
  sofiaId = signedIn.colleague.id;
});

const pathOf = (id: string, act = '') => `/fr/admin/staff/${id}${act === '' ? '' : `/${act}`}`;
/** Opens the form of an act, with a reason. */
async function begin(id: string, act: string): Promise<Visitor> {
  await sofia.open(pathOf(id, act));
  return sofia.fill('Motif', 'Demandé par le chef de service');
}
const versionIn = (html: string): string => /name="version" value="([^"]+)"/.exec(html)?.[1] ?? '';
/** Sends the form of an act on what stands there now. */
async function change(path: string, fields: Record<string, string>, by = sofia) {
  const { html } = await by.open(path);
  return by.post(path, { ...fields, version: versionIn(html) });
}
const memberOf = async (id: string) => {
  const { rows } = await portal.app.db.pool.query(
    'select roles, status, first_name, password_hash is null as without from staff_members where id = $1',
    [id],
  );
  return rows[0];
};
const heldBy = async (id: string) => {
  const { rows } = await portal.app.db.pool.query(
    `select name, staff_member_id as by, details from audit_events
     where details ->> 'account' = $1 and name = 'staff-account-handled' order by id`,
    [id],
  );
  return rows;
};

describe('the account of a colleague', () => {
  it('changes roles with a reason: the sessions end, the person is told, and it is written down', async () => {
    const { visitor: nadia, colleague } = await signInColleague(portal);
    const answer = await (await begin(colleague.id, 'roles')).tick('Helpdesk').press('Enregistrer les rôles');
    assert.equal(answer.location, pathOf(colleague.id));
    assert.deepEqual((await memberOf(colleague.id)).roles, ['agent', 'helpdesk']);
    assert.equal((await nadia.open('/fr/admin/submissions')).status, 303);
    assert.match((await portal.mailTo(colleague.email, /compte d’agent a changé/)).text ?? '', /Vos rôles ont changé/);
    const details = { account: colleague.id, act: 'roles', before: 'agent', after: 'agent, helpdesk' };
    assert.deepEqual(await heldBy(colleague.id), [
      { name: 'staff-account-handled', by: sofiaId, details: { ...details, reason: 'Demandé par le chef de service' } },
    ]);
  });

  it('changes name and language, and departments', async () => {
    const colleague = await addColleague(portal, 'agent', ['commerce', 'parking']);
    await (await begin(colleague.id, 'name')).fill('Prénom', 'Nadja').choose('Nederlands').press('Enregistrer');
    assert.equal((await memberOf(colleague.id)).first_name, 'Nadja');
    await portal.mailTo(colleague.email, /Uw personeelsaccount/);
    await change(pathOf(colleague.id, 'departments'), { departments: 'culture', reason: 'Mutée' });
    const departments = (await heldBy(colleague.id)).at(-1).details;
    assert.deepEqual([departments.before, departments.after], ['commerce, parking', 'culture']);
    assert.match(text((await sofia.open(pathOf(colleague.id))).html), /Services Culture/);
    const log = text((await sofia.open('/fr/admin/audit')).html);
    assert.match(log, /Avant : Commerces et classes moyennes, Stationnement Après : Culture et cohésion sociale/);
  });

  it('is suspended and restored, and its open requests show as to be taken over', async () => {
    const { visitor: nadia, colleague } = await signInColleague(portal);
    const { email } = await addWaitingRequest(portal.app.db);
    const { reference } = await insertSubmission(portal.app.db, { email });
    await portal.app.db.pool.query('update submissions set assignee_id = $1 where reference = $2', [
      colleague.id,
      reference,
    ]);
    await (await begin(colleague.id, 'suspension')).press('Suspendre');
    assert.equal((await nadia.open('/fr/admin')).status, 303);
    assert.match(text((await sofia.follow()).html), /Suspendu 1 demande en cours à reprendre/);
    assert.ok(!sofia.page.html.includes(`${pathOf(colleague.id)}/suspension`));
    await (await begin(colleague.id, 'restoration')).press('Rétablir');
    assert.equal((await memberOf(colleague.id)).status, 'active');
    portal.clock.advance(31);
    assert.equal((await signInAs(portal, colleague)).page.location, '/fr/admin');
    await portal.mailTo(colleague.email, /compte d’agent a changé/);
  });

  it('is opened by nothing of before once the phone is lost, and a new link leaves', async () => {
    const { visitor: nadia, colleague } = await signInColleague(portal);
    await (await begin(colleague.id, 'lost')).press('Envoyer un nouveau lien');
    assert.deepEqual(await memberOf(colleague.id), {
      roles: ['agent'],
      status: 'invited',
      first_name: 'Nadia',
      without: true,
    });
    assert.equal((await nadia.open('/fr/admin')).status, 303);
    portal.clock.advance(31);
    assert.equal((await signInAs(portal, colleague)).page.status, 422);
    await portal.mailTo(colleague.email, /Activez votre compte/);
  });

  it('is signed out everywhere, and signs in again', async () => {
    const { visitor: nadia, colleague } = await signInColleague(portal);
    await (await begin(colleague.id, 'sign-out')).press('Fermer les sessions');
    assert.equal((await nadia.open('/fr/admin')).status, 303);
    portal.clock.advance(31);
    assert.equal((await signInAs(portal, colleague)).page.location, '/fr/admin');
  });

  it('is not changed without a reason, from another site, or where a colleague came first', async () => {
    const colleague = await addColleague(portal);
    const path = pathOf(colleague.id, 'suspension');
    const { html } = await sofia.open(path);
    const version = versionIn(html);
    assert.equal((await sofia.post(path, { reason: '', version })).status, 422);
    assert.equal((await sofia.post(path, { reason: 'x', version }, FROM_ANOTHER_SITE)).status, 403);
    await (await begin(colleague.id, 'roles')).tick('Helpdesk').press('Enregistrer les rôles');
    const late = await sofia.post(path, { reason: 'x', version });
    assert.equal(late.status, 409);
    assert.match(text(late.html), /Ce compte a changé depuis que vous avez ouvert cette page/);
    assert.equal((await memberOf(colleague.id)).status, 'active');
    assert.equal((await change(pathOf(colleague.id, 'restoration'), { reason: 'x' })).status, 409);
    assert.equal((await change(pathOf(colleague.id, 'roles'), { roles: '', reason: 'x' })).status, 422);
  });

  it('keeps the name or departments that another administrator set meanwhile, also after an error in the form', async () => {
    const { visitor: olivia } = await signInColleague(portal, 'administrator');
    const colleague = await addColleague(portal, 'agent', ['commerce']);
    for (const act of ['name', 'departments']) {
      const fields = { firstName: 'Nadja', lastName: 'X', language: 'nl', departments: 'culture', reason: 'x' };
      const { html } = await sofia.open(pathOf(colleague.id, act));
      assert.equal(
        (await change(pathOf(colleague.id, act), { ...fields, departments: 'parking' }, olivia)).status,
        303,
        act,
      );
      const wrong = await sofia.post(pathOf(colleague.id, act), { ...fields, reason: '', version: versionIn(html) });
      assert.equal(wrong.status, 422);
      const late = await sofia.post(pathOf(colleague.id, act), { ...fields, version: versionIn(wrong.html) });
      assert.equal(late.status, 409, act);
      const again = await sofia.post(pathOf(colleague.id, act), { ...fields, version: versionIn(late.html) });
      assert.equal(again.status, 303, act);
    }
  });

  it('is not there for a made-up person or act, nor for one’s own', async () => {
    assert.equal((await sofia.open(pathOf(randomUUID()))).status, 404);
    assert.equal((await sofia.open(pathOf('1'))).status, 404);
    const colleague = await addColleague(portal);
    await assertIsNotThere(sofia, pathOf(colleague.id, 'promotion'));
    assert.match(text((await sofia.open(pathOf(sofiaId))).html), /C’est votre propre compte/);
    for (const act of ['roles', 'suspension', 'lost', 'departments', 'name']) {
      assert.equal((await sofia.open(pathOf(sofiaId, act))).status, 404, act);
    }
    const fields = { roles: 'agent', reason: 'x', version: '2' };
    assert.equal((await sofia.post(pathOf(sofiaId, 'roles'), fields)).status, 404);
    assert.equal((await sofia.post(pathOf(sofiaId, 'suspension'), fields)).status, 404);
  });

  it('of two administrators who demote each other at once, one stays', async () => {
    const pair = await Promise.all([1, 2].map(() => signInColleague(portal, 'administrator')));
    const [one, other] = pair;
    assert.ok(one && other);
    const ids = [one.colleague.id, other.colleague.id];
    const fields = { roles: 'agent', reason: 'x' };
    const theirs = versionIn((await one.visitor.open(pathOf(other.colleague.id, 'roles'))).html);
    const ours = versionIn((await other.visitor.open(pathOf(one.colleague.id, 'roles'))).html);
    const holder = await portal.app.db.pool.connect();
    await holder.query('begin');
    await holder.query('select from staff_members where id = any($1) for update', [ids]);
    const acts = [
      one.visitor.post(pathOf(other.colleague.id, 'roles'), { ...fields, version: theirs }),
      other.visitor.post(pathOf(one.colleague.id, 'roles'), { ...fields, version: ours }),
    ];
    await untilWaiting(portal.app.db, 2);
    await holder.query('commit');
    holder.release();
    const answers = await Promise.all(acts);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 404]);
    const roles = await Promise.all(ids.map(async (id) => (await memberOf(id)).roles[0]));
    assert.deepEqual(roles.sort(), ['administrator', 'agent']);
  });
});
