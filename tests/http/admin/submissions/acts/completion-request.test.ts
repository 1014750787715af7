import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { localDateOf } from '../../../../../src/domain/local-date.ts';
import { daysAfter } from '../../../../../src/domain/working-days.ts';
import { text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { signInColleague } from '../../../../support/staff.ts';
import { eventsOf, filedRequest, hurryNews, rowOf } from '../../../../support/submissions/handling.ts';
import { decode, type Visitor } from '../../../../support/visitor.ts';

let portal: TestPortal;
let nadia: Visitor;
before(async () => {
  portal = await startPortal();
  ({ visitor: nadia } = await signInColleague(portal));
});

const SEND = 'Envoyer la demande de complément';
const answers = { firstName: 'Lucie', eventName: 'Fête du parc', stands: 3, kind: 'concert' };
const inProgress = (language: 'fr' | 'nl' = 'fr') =>
  filedRequest(portal, { status: 'in-progress', answers, language, dueOn: '2030-05-10' });
const detailOf = async (id: string) => {
  const asked = `select detail from submission_events where submission_id = $1 and name = 'completion-requested'`;
  return (await portal.app.db.pool.query(asked, [id])).rows[0]?.detail;
};

describe('asking to complete a submission', () => {
  it('names fields and documents, stops the delay, and the citizen reads the text, not the mail', async () => {
    const { lucie, person, id, reference, path } = await inProgress();
    await nadia.open(`/fr/admin${path}/completion-request`);
    assert.match(text(nadia.page.html), /L’événement : Fête du parc/);
    nadia.tick('Organisateur').tick('Plan du lieu').fill('Votre texte', 'Le plan est trop petit.');
    const answer = await nadia.press(SEND);
    assert.deepEqual([answer.status, answer.location], [303, `/fr/admin${path}`]);
    const { status, paused_on: pausedOn } = await rowOf(portal, reference);
    assert.deepEqual([status, localDateOf(pausedOn ?? new Date(0))], ['to-complete', localDateOf(portal.clock.now())]);
    assert.deepEqual(await detailOf(id), { fields: ['organiser', 'plan'], text: 'Le plan est trop petit.' });
    const { html } = await lucie.open(`/fr${path}`);
    assert.match(text(html), /demande un complément Le plan est trop petit/);
    await hurryNews(portal);
    const mail = await portal.mailTo(person.email, /du nouveau/);
    assert.match(mail.text, /attend de vous un complément/);
    assert.ok(!mail.text.includes('trop petit'));
  });

  it('has sentences ready in the language of the request, not in that of who asks', async () => {
    const { id, path } = await inProgress('nl');
    await nadia.open(`/fr/admin${path}/completion-request`);
    const sentence = 'Het document is niet ondertekend. Onderteken het en stuur het opnieuw.';
    assert.match(text(nadia.page.html), /Langue de la demande : Nederlands/);
    nadia.tick('Assurance').tick(sentence).fill('Votre texte', 'Dank u.');
    assert.equal((await nadia.press(SEND)).status, 303);
    assert.deepEqual(await detailOf(id), { fields: ['insurance'], text: `${sentence}\n\nDank u.` });
  });

  it('needs a field and some words, and keeps what was ticked', async () => {
    const { id, path } = await inProgress();
    await nadia.open(`/fr/admin${path}/completion-request`);
    const nothing = await nadia.press(SEND);
    assert.equal(nothing.status, 422);
    assert.match(decode(nothing.html), /Cochez au moins une réponse/);
    const wordless = await nadia.tick('Plan du lieu').press(SEND);
    assert.equal(wordless.status, 422);
    assert.match(wordless.html, /value="plan"\s+checked/);
    assert.match(wordless.html, /href="#text"/);
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'opened']);
  });

  it('for a field that these answers hide, that is no question, or that the form has not is refused', async () => {
    const { reference, path } = await inProgress();
    await nadia.open(`/fr/admin${path}/completion-request`);
    for (const field of ['otherKind', 'equipmentNotice', 'nope', '__proto__']) {
      assert.ok(!nadia.page.html.includes(`value="${field}"`));
      const posted = [
        { name: 'version', value: '1' },
        { name: 'fields', value: field },
        { name: 'fields', value: 'plan' },
        { name: 'text', value: 'x' },
      ];
      assert.equal((await nadia.post(`/fr/admin${path}/completion-request`, posted)).status, 409, field);
    }
    assert.equal((await rowOf(portal, reference)).status, 'in-progress');
  });

  it('is offered only while it is in progress', async () => {
    for (const status of ['submitted', 'to-complete', 'accepted', 'closed'] as const) {
      const { path } = await filedRequest(portal, { status });
      await nadia.open(`/fr/admin${path}`);
      assert.ok(!nadia.page.html.includes(`${path}/completion-request"`), status);
      const posted = { fields: 'plan', text: 'x', version: '1' };
      assert.equal((await nadia.post(`/fr/admin${path}/completion-request`, posted)).status, 409, status);
    }
  });

  it('that was closed meanwhile goes on with the days that it stood still', async () => {
    const { reference, path } = await inProgress();
    await nadia.open(`/fr/admin${path}/completion-request`);
    await nadia.tick('Plan du lieu').fill('Votre texte', 'Merci.').press(SEND);
    await portal.app.db.pool.query('update submissions set paused_on = paused_on - 3 where reference = $1', [
      reference,
    ]);
    await nadia.open(`/fr/admin${path}/closing`);
    await nadia.fill('Pourquoi la classer ?', 'Sans suite.').press('Classer la demande');
    const { due_on: dueOn, paused_on: pausedOn } = await rowOf(portal, reference);
    assert.deepEqual([localDateOf(dueOn ?? new Date(0)), pausedOn], [daysAfter('2030-05-10', 3), null]);
  });
});
