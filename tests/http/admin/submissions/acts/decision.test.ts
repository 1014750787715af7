import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../../support/portal.ts';
import { signInColleague } from '../../../../support/staff.ts';
import { eventsOf, filedRequest, hurryNews, rowOf } from '../../../../support/submissions/handling.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const inProgress = () => filedRequest(portal, { status: 'in-progress' });

describe('deciding on a submission', () => {
  it('accepts it, the citizen is told by mail without the reason, and reads it in the timeline', async () => {
    const { lucie, person, id, reference, path } = await inProgress();
    const { visitor: nadia, colleague } = await signInColleague(portal);
    await nadia.open(`/fr/admin${path}`);
    assert.match(nadia.page.html, new RegExp(`href="/fr/admin${path}/decision"`));
    await nadia.open(`/fr/admin${path}/decision`);
    nadia.choose('Accepter').fill('Motif (obligatoire pour refuser)', 'Bonne fête.\r\nSans feu.');
    const answer = await nadia.press('Enregistrer la décision');
    assert.deepEqual([answer.status, answer.location], [303, `/fr/admin${path}`]);
    assert.match(text((await nadia.follow()).html), /La décision est enregistrée/);
    assert.equal((await rowOf(portal, reference)).status, 'accepted');
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'opened', 'accepted']);
    const { html } = await lucie.open(`/fr${path}`);
    assert.match(text(html), /Acceptée par le service Festivités/);
    assert.ok(html.includes('Bonne fête.\nSans feu.'));
    assert.ok(!html.includes(colleague.lastName));
    await hurryNews(portal);
    const mail = await portal.mailTo(person.email, /du nouveau/);
    assert.match(mail.text, /La commune a dit oui/);
    assert.ok(!mail.text.includes('Bonne fête'));
  });

  it('refuses it with a reason only, and keeps what was chosen meanwhile', async () => {
    const { lucie, reference, path } = await inProgress();
    const { visitor: nadia } = await signInColleague(portal);
    await nadia.open(`/fr/admin${path}/decision`);
    const without = await nadia.choose('Refuser').press('Enregistrer la décision');
    assert.equal(without.status, 422);
    assert.match(text(without.html), /Écrivez le motif du refus/);
    assert.match(without.html, /value="refuse"\s+checked/);
    assert.equal((await rowOf(portal, reference)).status, 'in-progress');
    nadia.fill('Motif (obligatoire pour refuser)', 'La place est prise ce jour-là.');
    assert.equal((await nadia.press('Enregistrer la décision')).status, 303);
    assert.equal((await rowOf(portal, reference)).status, 'refused');
    assert.match((await lucie.open(`/fr${path}`)).html, /La place est prise ce jour-là/);
  });

  it('twice and differently at once: the first holds, and one mail leaves, which says it', async () => {
    const { person, id, path } = await inProgress();
    const both = await Promise.all([signInColleague(portal), signInColleague(portal)]);
    for (const { visitor } of both) await visitor.open(`/fr/admin${path}/decision`);
    const [yes, no] = both.map(({ visitor }) => visitor.fill('Motif (obligatoire pour refuser)', 'Voilà.'));
    const answers = await Promise.all([
      yes?.choose('Accepter').press('Enregistrer la décision'),
      no?.choose('Refuser').press('Enregistrer la décision'),
    ]);
    assert.deepEqual(answers.map((answer) => answer?.status).sort(), [303, 409]);
    const decided = (await eventsOf(portal, id)).filter((name) => name === 'accepted' || name === 'refused');
    assert.equal(decided.length, 1);
    await hurryNews(portal);
    const mail = await portal.mailTo(person.email, /du nouveau/);
    assert.match(mail.text, decided[0] === 'accepted' ? /La commune a dit oui/ : /La commune a dit non/);
    await untilNoJobs(portal);
    assert.ok(!portal.mails.some(({ to }) => to === person.email), 'the second decision is told to nobody');
  });

  it('is not offered before somebody took it, nor once it is decided, and is refused then', async () => {
    for (const status of ['submitted', 'to-complete', 'accepted', 'refused', 'withdrawn', 'closed'] as const) {
      const { reference, path } = await filedRequest(portal, { status });
      const { visitor: nadia } = await signInColleague(portal);
      await nadia.open(`/fr/admin${path}`);
      assert.ok(!nadia.page.html.includes(`${path}/decision"`), status);
      assert.match(text((await nadia.open(`/fr/admin${path}/decision`)).html), /la demande ne le permet pas/);
      const fields = { decision: 'accept', reason: '', version: '1' };
      assert.equal((await nadia.post(`/fr/admin${path}/decision`, fields)).status, 409, status);
      assert.equal((await rowOf(portal, reference)).status, status);
    }
  });
});
