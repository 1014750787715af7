import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { deleteForgottenAttachments } from '../../../../src/features/submissions/amendment/waiting-attachments.repository.ts';
import { purge } from '../../../../src/platform/postgres/purge.ts';
import { EICAR, startClamd } from '../../../support/documents/clamd.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { attachDocument, documentsOn, largePdf, pdf } from '../../../support/submissions/documents.ts';
import { askToComplete, detailOf, eventsOf, filedRequest, rowOf } from '../../../support/submissions/handling.ts';

let portal: TestPortal;
before(async () => {
  const clamd = await startClamd();
  const environment = { CLAMD_URL: clamd.url, UPLOAD_LIMIT_MB_PER_FILE: '2', UPLOAD_LIMIT_MB_PER_SUBMISSION: '3' };
  portal = await startPortal({ environment });
});

const SEND = 'Envoyer le complément';
const ADD = 'Ajouter Plan du lieu';
const names = (html: string) => documentsOn(html).map(({ name }) => name);

/** A request with a plan, which the commune asks for again. */
async function planAsked(fields = ['plan']) {
  const request = await filedRequest(portal, { status: 'in-progress' });
  const old = await attachDocument(portal.app, request.reference, pdf('ancien.pdf'));
  await portal.app.db.pool.query('update submissions set answers = $2 where id = $1', [
    request.id,
    { eventName: 'Fête', plan: [old] },
  ]);
  await askToComplete(portal, request.id, { fields });
  return { ...request, old, page: `/fr${request.path}/completion` };
}
const planOf = async (reference: string) => Reflect.get((await rowOf(portal, reference)).answers, 'plan') as string[];

describe('the documents of a completion', () => {
  it('come with the form at once, take the place of those before, and these stay with the request', async () => {
    const { lucie, id, reference, path, old, page } = await planAsked();
    assert.match(text((await lucie.open(page)).html), /Déjà reçu : ancien\.pdf/);
    lucie.attach('plan', pdf('nouveau.pdf'), pdf('detail.pdf'));
    assert.deepEqual([(await lucie.press(SEND)).status, lucie.page.location], [303, `/fr${path}`]);
    const { html } = await lucie.follow();
    assert.match(text(html), /Plan du lieu nouveau\.pdf \(1 ko\) detail\.pdf/);
    const plan = await planOf(reference);
    assert.equal(plan.length, 2);
    assert.deepEqual(await detailOf(portal, id, 'completed'), {
      fields: ['plan'],
      before: { eventName: 'Fête', plan: [old] },
    });
    const { visitor: nadia } = await signInColleague(portal);
    for (const document of [...plan, old]) {
      assert.equal((await nadia.open(`/fr/admin${path}/documents/${document}`)).status, 200);
    }
  });

  it('are asked for as long as none is added', async () => {
    const { lucie, reference, page } = await planAsked();
    await lucie.open(page);
    const missing = await lucie.press(SEND);
    assert.equal(missing.status, 422);
    assert.match(missing.html, /href="#plan"/);
    assert.equal((await rowOf(portal, reference)).status, 'to-complete');
  });

  it('wait with the form until it is sent: nobody else reads them, and they can be removed', async () => {
    const { lucie, reference, path, old, page } = await planAsked(['plan', 'eventName']);
    await lucie.open(page);
    lucie.type('eventName', 'Grande fête').attach('plan', pdf('un.pdf'), pdf('deux.pdf'));
    const { html } = await lucie.press(ADD);
    assert.deepEqual(names(html), ['un.pdf', 'deux.pdf']);
    assert.match(html, /value="Grande fête"/);
    const [one] = documentsOn(html);
    assert.equal((await lucie.open(`/fr${path}/documents/${one?.id}`)).status, 200);
    assert.ok(!(await lucie.open(`/fr${path}`)).html.includes('un.pdf'));
    const { visitor: nadia } = await signInColleague(portal);
    assert.ok(!(await nadia.open(`/fr/admin${path}`)).html.includes('un.pdf'));
    assert.equal((await nadia.open(`/fr/admin${path}/documents/${one?.id}`)).status, 404);
    assert.deepEqual(await planOf(reference), [old]);
    await lucie.open(page);
    assert.deepEqual(names((await lucie.press('Retirer un.pdf')).html), ['deux.pdf']);
    assert.equal((await lucie.press(SEND)).status, 303);
    assert.equal((await planOf(reference)).length, 1);
  });

  it('that were filed, or wait in another request, are not removed', async () => {
    const { lucie, reference, old, page } = await planAsked();
    const other = await planAsked();
    await other.lucie.open(other.page);
    other.lucie.attach('plan', pdf('autre.pdf'));
    const [theirs] = documentsOn((await other.lucie.press(ADD)).html);
    for (const removeDocument of [old, theirs?.id ?? '', 'x']) {
      assert.equal((await lucie.post(page, { revision: '2', removeDocument })).status, 200);
    }
    assert.deepEqual(await planOf(reference), [old]);
    assert.deepEqual(names((await other.lucie.open(other.page)).html), ['autre.pdf']);
  });

  it('are judged as those of a draft', async () => {
    const { lucie, reference, page } = await planAsked();
    await lucie.open(page);
    lucie.attach('plan', largePdf('grand.pdf', 3), new File(['<svg/>'], 'dessin.svg'), new File([EICAR], 'virus.pdf'));
    const refused = await lucie.press(SEND);
    assert.equal(refused.status, 422);
    assert.match(text(refused.html), /« grand\.pdf » dépasse 2 Mo/);
    assert.match(text(refused.html), /« dessin\.svg » n’est pas d’un type accepté ici/);
    lucie.attach('plan', largePdf('a.pdf', 1.6), largePdf('b.pdf', 1.6));
    assert.match(text((await lucie.press(ADD)).html), /« b\.pdf » n’est pas ajouté : tous les documents ensemble/);
    assert.deepEqual(names(lucie.page.html), ['a.pdf']);
    assert.equal((await rowOf(portal, reference)).status, 'to-complete');
  });

  it('sent twice by two presses at once are there once', async () => {
    const { lucie, id, reference, path, page } = await planAsked();
    await lucie.open(page);
    const both = await Promise.all([
      lucie.attach('plan', pdf('nouveau.pdf')).press(SEND),
      lucie.attach('plan', pdf('nouveau.pdf')).press(SEND),
    ]);
    assert.deepEqual(
      both.map(({ location }) => location),
      [`/fr${path}`, `/fr${path}`],
    );
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'completion-requested', 'completed']);
    assert.equal((await planOf(reference)).length, 1);
  });

  it('are taken from nobody else, and only while the commune waits for them', async () => {
    const { page } = await planAsked();
    const { visitor: jan } = await signUp(portal);
    const post = { fields: [{ name: 'revision', value: '1' }], files: [{ name: 'plan', file: pdf() }] };
    assert.equal((await jan.postFiles(page, post)).status, 404);
    const { lucie, id, path } = await filedRequest(portal, { status: 'in-progress', answers: { eventName: 'Fête' } });
    assert.equal((await lucie.postFiles(`/fr${path}/completion`, post)).status, 409);
    const { rows } = await portal.app.db.pool.query('select id from attachments where submission_id = $1', [id]);
    assert.deepEqual(rows, []);
  });

  it('that were never sent are forgotten after thirty days', async () => {
    const { lucie, id, page } = await planAsked();
    await lucie.open(page);
    lucie.attach('plan', pdf('oublie.pdf'));
    await lucie.press(ADD);
    const countOf = async () => {
      await purge(portal.app.db, { forgotten: deleteForgottenAttachments });
      const { rows } = await portal.app.db.pool.query('select name from attachments where submission_id = $1', [id]);
      return rows.map(({ name }) => name).toSorted();
    };
    assert.deepEqual(await countOf(), ['ancien.pdf', 'oublie.pdf']);
    await portal.app.db.pool.query(
      `update attachments set added_at = now() - interval '31 days' where submission_id = $1`,
      [id],
    );
    assert.deepEqual(await countOf(), ['ancien.pdf']);
  });
});
