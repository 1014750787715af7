import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formatReference } from '../../../../src/domain/numbers/reference.ts';
import { beginAsGuest, REPORT } from '../../../support/drafts/guests.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { letIn, sharedProfile } from '../../../support/profiles.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { signInColleague } from '../../../support/staff.ts';
import { eventsOf, filedRequest, rowOf } from '../../../support/submissions/handling.ts';
import { fileReport, messagesOf } from '../../../support/submissions/messages.ts';
import { insertSubmission } from '../../../support/submissions/submitted.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('a message of a citizen', () => {
  it('is read by both sides with its lines, and is an event; nothing in it is executed', async () => {
    const { lucie, id, path } = await filedRequest(portal);
    const words = 'Bonjour,\r\n<script>alert(1)</script> & merci\r\n\r\nשלום';
    await lucie.open(`/fr${path}`);
    lucie.fill('Votre message', words);
    const sent = await lucie.press('Envoyer le message');
    assert.deepEqual([sent.status, sent.location], [303, `/fr${path}`]);
    const page = await lucie.follow();
    assert.match(text(page.html), /Votre message est envoyé/);
    const shown = 'dir="auto" translate="no">Bonjour,\n&lt;script&gt;alert(1)&lt;/script&gt; &amp; merci\n\nשלום</p>';
    assert.ok(page.html.includes(shown));
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'message-sent']);
    const { visitor: nadia } = await signInColleague(portal);
    const { html } = await nadia.open(`/fr/admin${path}`);
    assert.ok(html.includes(shown));
    assert.match(text(html), /Messages Lucie Lambert/);
  });

  it('that is empty or too long is refused with what to do, and its words are kept', async () => {
    const { lucie, id, path } = await filedRequest(portal);
    for (const [words, said] of [
      [' \n ', /Écrivez votre message/],
      [`début ${'x'.repeat(5_000)}`, /Ce texte est trop long : 5000 caractères au plus/],
    ] as const) {
      await lucie.open(`/fr${path}`);
      lucie.fill('Votre message', words);
      const page = await lucie.press('Envoyer le message');
      assert.equal(page.status, 422);
      assert.match(text(page.html), said);
      assert.match(page.html, /<a href="#text">/);
      assert.ok(page.html.includes(words.trim()));
      assert.match(text(page.html), /Référence \d{2}-\d{7}-\d{2}/);
    }
    assert.deepEqual(await eventsOf(portal, id), ['filed']);
  });

  it('takes 5,000 characters, however many bytes each of them has', async () => {
    const { lucie, id, path } = await filedRequest(portal);
    await lucie.open(`/fr${path}`);
    lucie.fill('Votre message', '🎈'.repeat(5_000));
    assert.equal((await lucie.press('Envoyer le message')).status, 303);
    assert.equal([...((await messagesOf(portal, id))[0] ?? '')].length, 5_000);
  });

  it('is one however often its button is pressed, and other words under the same form are another', async () => {
    const { lucie, id, path } = await filedRequest(portal);
    await lucie.open(`/fr${path}`);
    lucie.fill('Votre message', 'Une fois');
    const { page } = lucie;
    const answers = await Promise.all([lucie.press('Envoyer le message'), lucie.press('Envoyer le message')]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [303, 303],
    );
    assert.deepEqual(await messagesOf(portal, id), ['Une fois']);
    lucie.page = page;
    lucie.fill('Votre message', 'Encore');
    await lucie.press('Envoyer le message');
    assert.deepEqual(await messagesOf(portal, id), ['Une fois', 'Encore']);
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'message-sent', 'message-sent']);
  });

  it('arrives whatever a colleague changes meanwhile, and about a closed request, which stays closed', async () => {
    const { lucie, id, reference, path } = await filedRequest(portal, { status: 'refused' });
    await lucie.open(`/fr${path}`);
    await portal.app.db.pool.query('update submissions set revision = 7 where id = $1', [id]);
    lucie.fill('Votre message', 'Pourquoi ?');
    assert.equal((await lucie.press('Envoyer le message')).status, 303);
    const { status, revision } = await rowOf(portal, reference);
    assert.deepEqual([status, revision], ['refused', 8]);
  });

  it('makes no mail to the citizen who wrote it', async () => {
    const { lucie, id, path } = await filedRequest(portal);
    await lucie.open(`/fr${path}`);
    lucie.fill('Votre message', 'Bonjour');
    await lucie.press('Envoyer le message');
    const jobs = await portal.app.db.pool.query('select 1 from graphile_worker.jobs where key = $1', [
      `send-submission-news:${id}`,
    ]);
    assert.equal(jobs.rows.length, 0);
  });

  it('that comes after too many is refused in words, and kept to send it again', async () => {
    const strict = await startPortal({ environment: { MESSAGES_PER_HOUR: '1' } });
    const { lucie, id, path } = await filedRequest(strict);
    for (const [words, status] of [
      ['Un', 303],
      ['Deux', 429],
    ] as const) {
      await lucie.open(`/fr${path}`);
      lucie.fill('Votre message', words);
      assert.equal((await lucie.press('Envoyer le message')).status, status);
    }
    assert.match(text(lucie.page.html), /envoyez-le à nouveau à partir de \d{1,2}[:h.]\d{2}/);
    assert.match(lucie.page.html, />Deux<\/textarea>/);
    assert.deepEqual(await messagesOf(strict, id), ['Un']);
  });
});

describe('writing about a submission', () => {
  it('of somebody else is the 404 of a missing one', async () => {
    const { id, path } = await filedRequest(portal);
    const { visitor: jan } = await signUp(portal);
    assert.equal((await jan.open(`/fr${path}/messages`)).status, 404);
    assert.equal((await jan.post(`/fr${path}/messages`, { text: 'x' })).status, 404);
    assert.equal((await jan.post('/fr/submissions/nope/messages', { text: 'x' })).status, 404);
    assert.deepEqual(await messagesOf(portal, id), []);
  });

  it('asks to sign in first', async () => {
    const { path } = await filedRequest(portal);
    await assertAsksToSignIn(portal, `/fr${path}/messages`);
  });

  it('from another site is refused', async () => {
    const { lucie, id, path } = await filedRequest(portal);
    await lucie.open(`/fr${path}`);
    lucie.fill('Votre message', 'Bonjour');
    assert.equal((await lucie.press('Envoyer le message', FROM_ANOTHER_SITE)).status, 403);
    assert.deepEqual(await messagesOf(portal, id), []);
  });

  it('with the id of a message of somebody else sends a message of its own', async () => {
    const first = await filedRequest(portal);
    const second = await filedRequest(portal);
    const formToken = 'b7cf3a5e-7c9b-4c50-9a53-7f9d64b6a001';
    for (const { lucie, path } of [first, second]) {
      await lucie.post(`/fr${path}/messages`, { text: 'Bonjour', formToken });
    }
    assert.deepEqual(await messagesOf(portal, second.id), ['Bonjour']);
  });

  it('is for a guest too, from the browser that filed', async () => {
    const guest = new Visitor(portal);
    const path = await fileReport(guest);
    await guest.open(path);
    guest.fill('Votre message', 'Un matelas de plus');
    assert.equal((await guest.press('Envoyer le message')).status, 303);
    assert.match(text((await guest.follow()).html), /Messages Vous, sans compte .* Un matelas de plus/);
    const { visitor: nadia } = await signInColleague(portal);
    const read = text((await nadia.open(path.replace('/fr/', '/fr/admin/'))).html);
    assert.match(read, /Introduite par une personne sans compte/);
    assert.match(read, /Une personne sans compte .* Un matelas de plus/);
    assert.doesNotMatch(read, /vous, sans compte/i);
    const list = text((await nadia.open('/fr/admin/submissions?view=unassigned')).html);
    assert.match(list, /Sans compte/);
    assert.doesNotMatch(list, /vous, sans compte/i);
    const other = new Visitor(portal);
    await beginAsGuest(other, REPORT);
    assert.equal((await other.post(`${path}/messages`, { text: 'x' })).status, 404);
  });

  it('of an organisation names who wrote, and nobody once that account is closed', async () => {
    const shared = await sharedProfile(portal);
    await letIn(shared, 'member');
    const { number: enterpriseNumber, owner, colleague } = shared;
    const { reference } = await insertSubmission(portal.app.db, { email: owner.person.email, enterpriseNumber });
    const path = `/fr/submissions/${formatReference(reference)}`;
    await colleague.visitor.post(`${path}/messages`, { text: 'De Jan' });
    const names = () => owner.visitor.open(path).then(({ html }) => text(html));
    assert.match(await names(), /Messages Jan Peeters .* De Jan/);
    await portal.app.db.pool.query(`update citizens set first_name = '', last_name = '' where email = $1`, [
      colleague.person.email,
    ]);
    assert.match(await names(), /Messages Un ancien membre .* De Jan/);
    assert.match(await names(), /Message envoyé par une personne dont le compte est clos/);
    assert.doesNotMatch(await names(), /Message envoyé par Lucie/);
  });
});
