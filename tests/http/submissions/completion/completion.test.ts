import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { assertAsksToSignIn, assertIsNotThere, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { signInColleague } from '../../../support/staff.ts';
import { askToComplete, detailOf, eventsOf, filedRequest, rowOf } from '../../../support/submissions/handling.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const SEND = 'Envoyer le complément';
const answers = { firstName: 'Lucie', eventName: 'Fête du parc', kind: 'concert', participants: 100, stands: 3 };

async function asked(fields: string[], words = 'Le nom est trop court.') {
  const request = await filedRequest(portal, { status: 'in-progress', answers, dueOn: '2030-05-10' });
  await askToComplete(portal, request.id, { fields, text: words });
  return { ...request, page: `/fr${request.path}/completion` };
}

describe('completing a request', () => {
  it('asks what the agent wrote and named, keeps the answers before, and goes back to the agent', async () => {
    const { lucie, id, reference, path, page } = await asked(['eventName']);
    const { html } = await lucie.open(page);
    assert.match(text(html), /Le service .+ vous écrit Le nom est trop court\./);
    assert.match(html, /name="eventName"[^>]*value="Fête du parc"|value="Fête du parc"[^>]*name="eventName"/);
    assert.ok(!html.includes('name="firstName"'));
    assert.match(text(html), /Le reste de votre demande ne change pas .*Prénom Lucie/);
    lucie.type('eventName', 'Fête du parc Josaphat');
    const done = await lucie.press(SEND);
    assert.deepEqual([done.status, done.location], [303, `/fr${path}`]);
    assert.match(text((await lucie.follow()).html), /Votre complément est envoyé/);
    const row = await rowOf(portal, reference);
    assert.deepEqual([row.status, row.paused_on], ['in-progress', null]);
    assert.deepEqual(row.answers, { ...answers, eventName: 'Fête du parc Josaphat' });
    assert.deepEqual(await detailOf(portal, id, 'completed'), { fields: ['eventName'], before: answers });
  });

  it('shows what is wrong and keeps what was typed', async () => {
    const { lucie, reference, page } = await asked(['eventName', 'participants']);
    await lucie.open(page);
    lucie.type('eventName', '').type('participants', 'cent');
    const wrong = await lucie.press(SEND);
    assert.equal(wrong.status, 422);
    assert.match(wrong.html, /href="#eventName"/);
    assert.match(wrong.html, /value="cent"/);
    assert.equal((await rowOf(portal, reference)).status, 'to-complete');
  });

  it('asks on the same page what the new answer brings with it, and forgets what it hides', async () => {
    const { lucie, reference, page } = await asked(['kind']);
    const { html } = await lucie.open(page);
    assert.match(html, /name="otherKind"/);
    lucie.choose('Autre');
    const more = await lucie.press(SEND);
    assert.equal(more.status, 422);
    assert.match(more.html, /href="#otherKind"/);
    lucie.type('otherKind', 'Cirque');
    assert.equal((await lucie.press(SEND)).status, 303);
    const { answers: kept } = await rowOf(portal, reference);
    assert.deepEqual(kept, { ...answers, kind: 'other', otherKind: 'Cirque' });
  });

  it('asks a date again that the new one makes impossible', async () => {
    const dates = { from: '2030-06-01', until: '2030-06-02' };
    const { lucie, id, reference, path } = await filedRequest(portal, { answers: { ...answers, ...dates } });
    await askToComplete(portal, id, { fields: ['from'] });
    await lucie.open(`/fr${path}/completion`);
    lucie.type('fromDay', '5');
    const broken = await lucie.press(SEND);
    assert.equal(broken.status, 422);
    assert.match(text(broken.html), /La date de fin doit être la même que celle du début, ou plus tard/);
    lucie.type('untilDay', '6');
    assert.equal((await lucie.press(SEND)).status, 303);
    const { answers: kept } = await rowOf(portal, reference);
    assert.deepEqual(kept, { ...answers, from: '2030-06-05', until: '2030-06-06' });
  });

  it('changes nothing that was not asked, whatever a form sends', async () => {
    const { lucie, reference, page } = await asked(['eventName']);
    await lucie.open(page);
    const typed = { revision: '2', askedFields: 'eventName firstName', eventName: 'Autre fête', firstName: 'Eve' };
    assert.equal((await lucie.post(page, typed)).status, 303);
    assert.deepEqual((await rowOf(portal, reference)).answers, { ...answers, eventName: 'Autre fête' });
  });

  it('says that the commune changed the request meanwhile, and keeps what was typed', async () => {
    const { lucie, id, reference, page } = await asked(['eventName']);
    await lucie.open(page);
    await askToComplete(portal, id, { fields: ['eventName', 'participants'], text: 'Et combien ?' });
    lucie.type('eventName', 'Autre fête');
    const late = await lucie.press(SEND);
    assert.equal(late.status, 409);
    assert.match(text(late.html), /avez changé cette demande entre-temps.*Et combien \?/);
    assert.match(late.html, /value="Autre fête"/);
    assert.equal((await lucie.press(SEND)).status, 303);
    assert.equal((await rowOf(portal, reference)).status, 'in-progress');
  });

  it('by two presses at once is one, and both see it done', async () => {
    const { lucie, id, path, page } = await asked(['eventName']);
    await lucie.open(page);
    const both = await Promise.all([lucie.press(SEND), lucie.press(SEND)]);
    assert.deepEqual(
      both.map(({ location }) => location),
      [`/fr${path}`, `/fr${path}`],
    );
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'completion-requested', 'completed']);
  });

  it('is for a request that waits for it only', async () => {
    for (const status of ['submitted', 'in-progress', 'closed'] as const) {
      const { lucie, reference, path } = await filedRequest(portal, { status, answers });
      const { html } = await lucie.open(`/fr${path}/completion`);
      assert.match(text(html), /La commune n’attend pas de complément pour cette demande/);
      assert.equal((await lucie.post(`/fr${path}/completion`, { revision: '1' })).status, 409);
      assert.equal((await rowOf(portal, reference)).revision, 1);
    }
  });

  it('is for who may read the request, who signed in, and from here', async () => {
    const { lucie, reference, page, path } = await asked(['eventName']);
    const { visitor: jan } = await signUp(portal);
    await assertIsNotThere(jan, page, { revision: '2', eventName: 'Eve' });
    await assertAsksToSignIn(portal, page);
    await lucie.open(page);
    assert.equal((await lucie.press(SEND, FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await rowOf(portal, reference)).status, 'to-complete');
    const { visitor: nadia } = await signInColleague(portal);
    assert.equal((await nadia.open(`/fr/admin${path}`)).status, 200);
  });
});
