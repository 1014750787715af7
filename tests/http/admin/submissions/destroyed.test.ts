import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { judgeRun } from '../../../../src/features/admin/retention/judge-run.ts';
import { answerTransfer } from '../../../../src/features/admin/retention/transfer/answer-transfer.ts';
import { AUTHORISATION, insertFullDue, packedRun, proposeDue, TRANSFER } from '../../../support/acts/retention.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { assertIsNotThere } from '../../../support/refusals.ts';
import { actorOf, addColleague, signInColleague } from '../../../support/staff.ts';

type Gone = Awaited<ReturnType<typeof insertFullDue>> & { run: string; path: string };
let portal: TestPortal;
let destroyed: Gone;
let archived: Gone;
before(async () => {
  portal = await startPortal();
  const { email } = (await signUp(portal)).person;
  const [sofia, jeanne] = [await addColleague(portal, 'administrator'), await addColleague(portal, 'administrator')];
  const by = await actorOf(portal, jeanne);
  const gone = (due: Awaited<ReturnType<typeof insertFullDue>>, run: string) => ({
    ...due,
    run,
    path: `/fr/admin/submissions/${due.written}`,
  });
  const first = await insertFullDue(portal, email);
  const run = await proposeDue(portal, sofia);
  await judgeRun(portal.app, { id: run, refusal: null, by });
  destroyed = gone(first, run);
  const second = await insertFullDue(portal, email, { slug: TRANSFER.slug });
  archived = gone(second, await packedRun(portal));
  await portal.app.db.pool.query('update retention_runs set downloaded_at = now() where id = $1', [archived.run]);
  await answerTransfer(portal.app, { id: archived.run, answer: { kind: 'received', receipt: 'AGR 2026/1234' }, by });
  await untilNoJobs(portal);
});

describe('a request that was past its retention', () => {
  it('says to the agents of its department that it was destroyed, when, and by which run', async () => {
    const { visitor: nadia, colleague } = await signInColleague(portal);
    const { status, html } = await nadia.open(`${destroyed.path}?list=%3Fview%3Dmine`);
    assert.equal(status, 200);
    const said = text(html);
    assert.match(said, /Contenu détruit.*a été détruit le \d+/);
    for (const words of [destroyed.written, destroyed.run, AUTHORISATION, 'Délivrée'])
      assert.ok(said.includes(words), words);
    assert.match(said, /Proposé par Sofia Rossi.*Confirmé par Sofia Rossi/);
    for (const person of ['Lucie', 'Lambert', 'Joséphine']) assert.ok(!said.includes(person), person);
    assert.ok(html.includes('/fr/admin/submissions?view=mine'), 'back to the list');
    assert.ok(!html.includes('<form method="post" action="/fr/admin/submissions'));
    const { rows } = await portal.app.db.pool.query(
      `select details ->> 'reference' as reference from audit_events where name = 'submission-opened' and staff_member_id = $1`,
      [colleague.id],
    );
    assert.deepEqual(rows, [{ reference: destroyed.reference }]);
  });

  it('says where its content is, once the archives have it, in four languages', async () => {
    const { visitor: nadia } = await signInColleague(portal);
    assert.match(text((await nadia.open(archived.path)).html), /transféré aux archives.*AGR 2026\/1234/s);
    for (const [language, said] of Object.entries({
      nl: 'is overgedragen aan het archief',
      en: 'was transferred to the archives',
      de: 'wurde dem Archiv übergeben',
    })) {
      assert.ok(text((await nadia.open(archived.path.replace('/fr/', `/${language}/`))).html).includes(said), language);
    }
  });

  it('leads to its run who may open that too', async () => {
    const href = `href="/fr/admin/retention/runs/${destroyed.run}"`;
    const { visitor: both } = await signInColleague(portal, ['agent', 'administrator']);
    assert.ok((await both.open(destroyed.path)).html.includes(href));
    const { visitor: nadia } = await signInColleague(portal);
    assert.ok(!(await nadia.open(destroyed.path)).html.includes(href));
  });

  it('is nobody else’s, and has no other page', async () => {
    const { visitor: elsewhere } = await signInColleague(portal, 'agent', ['rooms']);
    const { visitor: others } = await signInColleague(portal, ['helpdesk', 'administrator']);
    const { visitor: suspended, colleague } = await signInColleague(portal);
    await portal.app.db.pool.query('delete from staff_departments where staff_member_id = $1', [colleague.id]);
    for (const visitor of [elsewhere, others, suspended]) await assertIsNotThere(visitor, destroyed.path);
    const { visitor: nadia } = await signInColleague(portal);
    for (const page of ['receipt.pdf', 'messages', 'reopening', `documents/${destroyed.attachment}`]) {
      assert.equal((await nadia.open(`${destroyed.path}/${page}`)).status, 404, page);
    }
    for (const page of ['messages', 'notes', 'reopening']) {
      const answer = await nadia.post(`${destroyed.path}/${page}`, { text: 'Bonjour', reason: 'Non' });
      assert.equal(answer.status, 404, page);
    }
  });
});
