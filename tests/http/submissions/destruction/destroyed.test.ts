import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { judgeRun } from '../../../../src/features/admin/retention/judge-run.ts';
import { insertFullDue, proposeDue } from '../../../support/acts/retention.ts';
import { downloadedFile } from '../../../support/files/downloaded-file.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { actorOf, addColleague, signInColleague } from '../../../support/staff.ts';
import { Visitor } from '../../../support/visitor.ts';

const CODE = '0123456789ABCDEF';
let portal: TestPortal;
let lucie: Visitor;
let due: Awaited<ReturnType<typeof insertFullDue>>;
let path: string;
before(async () => {
  portal = await startPortal();
  const signedUp = await signUp(portal);
  lucie = signedUp.visitor;
  due = await insertFullDue(portal, signedUp.person.email, { code: CODE });
  path = `/submissions/${due.written}`;
  assert.match(text((await lucie.open(`/fr${path}`)).html), /Joséphine a déménagé/);
  const [sofia, jeanne] = [await addColleague(portal, 'administrator'), await addColleague(portal, 'administrator')];
  const run = await proposeDue(portal, sofia);
  await judgeRun(portal.app, {
    id: run,
    refusal: null,
    by: await actorOf(portal, jeanne),
  });
  await untilNoJobs(portal);
});

describe('a request whose content was destroyed', () => {
  it('says so to its citizen, when and why, in four languages, and in the list of Mon espace', async () => {
    const { status, html } = await lucie.open(`/fr${path}`);
    assert.equal(status, 200);
    assert.match(text(html), /Le contenu de cette demande a été effacé le \d+/);
    assert.match(text(html), /durée de conservation/);
    assert.ok(!html.includes('<form method="post" action="/fr/submissions'));
    for (const [language, said] of Object.entries({ nl: 'gewist op', en: 'was erased on', de: 'gelöscht' })) {
      assert.ok(text((await lucie.open(`/${language}${path}`)).html).includes(said), language);
    }
    const list = await lucie.open('/fr/my-space');
    assert.match(text(list.html), new RegExp(`${due.written}.*Contenu effacé`));
    assert.ok(!list.html.includes(`${path}#issued`), 'no document waits there');
    assert.equal((await lucie.open('/fr/my-space/submissions.xlsx')).status, 200);
  });

  it('has no other page any more, and takes no form', async () => {
    for (const page of ['receipt.pdf', 'messages', 'completion', 'correction', 'withdrawal']) {
      assert.equal((await lucie.open(`/fr${path}/${page}`)).status, 404, page);
    }
    for (const page of [`documents/${due.attachment}`, `issued/${due.issued}`]) {
      assert.equal((await lucie.open(`/fr${path}/${page}`)).status, 404, page);
    }
    for (const page of ['messages', 'withdrawal', 'copy', 'correction']) {
      assert.equal((await lucie.post(`/fr${path}/${page}`, { text: 'Bonjour' })).status, 404, page);
    }
  });

  it('is nobody else’s, and is said in the download of one’s data', async () => {
    assert.equal((await new Visitor(portal).open(`/fr${path}`)).status, 303);
    const { visitor } = await signUp(portal);
    assert.equal((await visitor.open(`/fr${path}`)).status, 404);
    const read = (name: string) => downloadedFile(portal, lucie, { path: '/fr/account/data', name });
    const [told, ...more] = JSON.parse(await read('destroyed-submissions.json'));
    assert.deepEqual([told.reference, told.status, told.archived, more], [due.reference, 'delivered', false, []]);
    assert.deepEqual(JSON.parse(await read('submissions.json')), []);
    const page = text(await read('lisez-moi.html'));
    assert.match(page, new RegExp(`dont le contenu a été effacé.* ${due.written} .*n’existent plus à la commune`));
    const other = await downloadedFile(portal, visitor, {
      path: '/fr/account/data',
      name: 'destroyed-submissions.json',
    });
    assert.deepEqual(JSON.parse(other), []);
    const { rows } = await portal.app.db.pool.query('select 1 from readable_submissions');
    assert.deepEqual(rows, []);
  });

  it('is gone from the lists of the agents, by its words too', async () => {
    const { visitor: nadia } = await signInColleague(portal);
    for (const query of [
      '?view=all',
      `?view=all&q=${due.written}`,
      '?view=all&q=cargo',
      '?view=all&status=delivered',
    ]) {
      const { status, html } = await nadia.open(`/fr/admin/submissions${query}`);
      assert.equal(status, 200);
      assert.ok(!html.includes(`/admin${path}`), query);
    }
    assert.equal((await nadia.open('/fr/admin/submissions/export.csv?view=all')).status, 200);
  });

  it('does not make a document untrue that the commune issued', async () => {
    const { html } = await new Visitor(portal).open('/fr/verification/0123-4567-89AB-CDEF');
    assert.match(text(html), /Oui, la commune a délivré un document avec ce code/);
    assert.match(text(html), /La commune n’a plus ce document/);
  });
});
