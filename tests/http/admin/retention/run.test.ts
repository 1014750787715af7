import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { insertDue, proposeDue } from '../../../support/acts/retention.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { assertIsNotThere, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { type Colleague, signInColleague } from '../../../support/staff.ts';
import type { Visitor } from '../../../support/visitor.ts';

const BUTTON = 'Enregistrer la décision';
let portal: TestPortal;
let email: string;
let sofia: { visitor: Visitor; colleague: Colleague };
let jeanne: Visitor;
before(async () => {
  portal = await startPortal();
  email = (await signUp(portal)).person.email;
  sofia = await signInColleague(portal, ['administrator']);
  jeanne = (await signInColleague(portal, ['administrator'])).visitor;
});

async function proposed() {
  const due = await insertDue(portal, { email });
  const run = await proposeDue(portal, sofia.colleague);
  return { due, run, path: `/fr/admin/retention/runs/${run}` };
}
const destroyed = async ({ id }: { id: string }) =>
  (await portal.app.db.pool.query('select destroyed_at is not null as gone from submissions where id = $1', [id]))
    .rows[0].gone;

describe('a proposal on which a second administrator decides', () => {
  it('is not confirmed by who made it, who may take it back with a reason', async () => {
    const { due, path } = await proposed();
    const { html } = await sofia.visitor.open(path);
    assert.match(text(html), /Une autre personne de l’administration doit confirmer/);
    assert.ok(text(html).includes(due.written));
    assert.ok(!html.includes('value="confirm"'));
    const forged = await sofia.visitor.post(path, { judgement: 'confirm' });
    assert.equal(forged.status, 422);
    assert.match(text(forged.html), /une autre personne doit la confirmer/);
    await sofia.visitor.open(path);
    const bare = await sofia.visitor.choose('Retirer ma proposition').press(BUTTON);
    assert.equal(bare.status, 422);
    assert.match(text(bare.html), /[Rr]aison/);
    const back = await sofia.visitor
      .choose('Retirer ma proposition')
      .fill('Raison', 'Erreur de démarche')
      .press(BUTTON);
    assert.equal(back.status, 303);
    assert.match(text((await sofia.visitor.follow()).html), /Refusé .*Erreur de démarche/);
    assert.equal(await destroyed(due), false);
    const late = await jeanne.post(path, { judgement: 'confirm' });
    assert.equal(late.status, 422);
    assert.match(text(late.html), /Quelqu’un a déjà décidé/);
  });

  it('is carried out once another has confirmed it, and leads to the certificate', async () => {
    const { due, path } = await proposed();
    await jeanne.open(path);
    const confirmed = await jeanne.choose('Confirmer').press(BUTTON);
    assert.equal(confirmed.status, 303);
    assert.equal((await jeanne.post(path, { judgement: 'confirm' })).status, 303, 'pressed twice');
    await untilNoJobs(portal);
    const { html } = await jeanne.open(path);
    assert.match(text(html), new RegExp(`${due.written} détruite`));
    assert.ok(html.includes(`${path}/certificate`));
    assert.equal(await destroyed(due), true);
    const { rows } = await portal.app.db.pool.query(
      `select name, details ->> 'judgement' as judgement from audit_events where details ->> 'run' = $1 order by id`,
      [path.split('/').at(-1)],
    );
    assert.deepEqual(
      rows.map(({ name, judgement }) => judgement ?? name),
      ['retention-proposed', 'confirmed', 'retention-carried-out'],
    );
  });

  it('asks for a decision and for the second factor, and is nobody else’s', async () => {
    const { due, path } = await proposed();
    await jeanne.open(path);
    assert.equal((await jeanne.press(BUTTON)).status, 422);
    assert.equal((await jeanne.post(path, { judgement: 'confirm' }, FROM_ANOTHER_SITE)).status, 403);
    await jeanne.open(path);
    await portal.app.db.pool.query(`update staff_sign_ins set confirmed_at = now() - interval '11 minutes'`);
    assert.equal((await jeanne.choose('Confirmer').press(BUTTON)).status, 401);
    await assertIsNotThere((await signInColleague(portal, ['agent', 'helpdesk'])).visitor, path);
    const fresh = (await signInColleague(portal, ['administrator'])).visitor;
    for (const id of ['nope', '00000000-0000-4000-8000-000000000000']) {
      await assertIsNotThere(fresh, `/fr/admin/retention/runs/${id}`, { judgement: 'confirm' });
    }
    assert.equal(await destroyed(due), false);
  });
});
