import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../../support/refusals.ts';
import { signInColleague } from '../../../../support/staff.ts';
import { eventsOf, filedRequest, rowOf } from '../../../../support/submissions/handling.ts';
import { fileReport, messagesOf } from '../../../../support/submissions/messages.ts';
import { Visitor } from '../../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('a message of an agent', () => {
  it('is read under the name of the department by the citizen, who is told by mail, and under theirs by colleagues', async () => {
    const { lucie, id, path } = await filedRequest(portal);
    const { visitor: nadia, colleague } = await signInColleague(portal);
    await nadia.open(`/fr/admin${path}`);
    nadia.fill('Votre message', 'Bonjour Lucie,\nà quelle heure ?');
    const sent = await nadia.press('Envoyer le message');
    assert.deepEqual([sent.status, sent.location], [303, `/fr/admin${path}`]);
    const page = await nadia.follow();
    assert.match(text(page.html), /Votre message est envoyé/);
    assert.match(text(page.html), /Messages Nadia Benali/);
    const { html } = await lucie.open(`/fr${path}`);
    assert.match(text(html), /Messages Service Festivités .* Bonjour Lucie, à quelle heure \?/);
    assert.ok(!html.includes(colleague.lastName));
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'opened', 'message-sent']);
    const jobs = await portal.app.db.pool.query('select 1 from graphile_worker.jobs where key = $1', [
      `send-submission-news:${id}`,
    ]);
    assert.equal(jobs.rows.length, 1);
  });

  it('arrives whatever a colleague changed meanwhile, and changes neither status nor assignee', async () => {
    const { id, reference, path } = await filedRequest(portal, { status: 'to-complete' });
    const { visitor: nadia } = await signInColleague(portal);
    await nadia.open(`/fr/admin${path}`);
    await portal.app.db.pool.query('update submissions set revision = 7 where id = $1', [id]);
    nadia.fill('Votre message', 'Bonjour');
    assert.equal((await nadia.press('Envoyer le message')).status, 303);
    const { status, assignee_id: assignee, revision } = await rowOf(portal, reference);
    assert.deepEqual([status, assignee, revision], ['to-complete', null, 8]);
  });

  it('may be a ready sentence in the language of the submission, alone or before what is written', async () => {
    const { id, path } = await filedRequest(portal, { language: 'nl' });
    const { visitor: nadia } = await signInColleague(portal);
    for (const words of ['', 'Tot morgen']) {
      await nadia.open(`/fr/admin${path}`);
      nadia.type('template', 'under-review').fill('Votre message', words);
      assert.equal((await nadia.press('Envoyer le message')).status, 303);
    }
    const sentence = 'Uw aanvraag wordt onderzocht. Wij antwoorden u zo snel mogelijk.';
    assert.deepEqual(await messagesOf(portal, id), [sentence, `${sentence}\n\nTot morgen`]);
  });

  it('that is empty or too long is refused with what to do, and kept', async () => {
    const { id, path } = await filedRequest(portal);
    const { visitor: nadia } = await signInColleague(portal);
    await nadia.open(`/fr/admin${path}`);
    const empty = await nadia.press('Envoyer le message');
    assert.equal(empty.status, 422);
    assert.match(text(empty.html), /Écrivez votre message ou choisissez une phrase prête/);
    const words = 'x'.repeat(5_001);
    nadia.fill('Votre message', words).type('template', 'call-us');
    const long = await nadia.press('Envoyer le message');
    assert.equal(long.status, 422);
    assert.ok(long.html.includes(`>${words}</textarea>`));
    assert.match(long.html, /<option value="call-us" selected>/);
    assert.deepEqual(await messagesOf(portal, id), []);
  });

  it('is one however often its button is pressed', async () => {
    const { id, path } = await filedRequest(portal);
    const { visitor: nadia } = await signInColleague(portal);
    await nadia.open(`/fr/admin${path}`);
    nadia.fill('Votre message', 'Une fois');
    await Promise.all([nadia.press('Envoyer le message'), nadia.press('Envoyer le message')]);
    assert.deepEqual(await messagesOf(portal, id), ['Une fois']);
  });

  it('about a submission of another department, or from another site, is refused', async () => {
    const { id, path } = await filedRequest(portal);
    const { visitor: other } = await signInColleague(portal, 'agent', ['parking']);
    assert.equal((await other.open(`/fr/admin${path}/messages`)).status, 404);
    assert.equal((await other.post(`/fr/admin${path}/messages`, { text: 'x' })).status, 404);
    const { visitor: nadia } = await signInColleague(portal);
    await nadia.open(`/fr/admin${path}`);
    nadia.fill('Votre message', 'Bonjour');
    assert.equal((await nadia.press('Envoyer le message', FROM_ANOTHER_SITE)).status, 403);
    assert.deepEqual(await messagesOf(portal, id), []);
  });

  it('to somebody without an account says how sure it is to be read', async () => {
    const path = (await fileReport(new Visitor(portal))).slice(3);
    const { visitor: nadia } = await signInColleague(portal);
    assert.match(
      text((await nadia.open(`/fr/admin${path}`)).html),
      /introduite sans compte : la personne ne lit vos messages/,
    );
    const { path: other } = await filedRequest(portal);
    assert.doesNotMatch(text((await nadia.open(`/fr/admin${other}`)).html), /sans compte/);
  });
});
