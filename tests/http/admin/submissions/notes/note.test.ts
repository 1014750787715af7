import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { downloadedFile } from '../../../../support/files/downloaded-file.ts';
import { text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { assertIsNotThere, FROM_ANOTHER_SITE } from '../../../../support/refusals.ts';
import { listFiles, readText } from '../../../../support/source/source-files.ts';
import { signInColleague } from '../../../../support/staff.ts';
import { eventsOf, filedRequest, hurryNews, rowOf } from '../../../../support/submissions/handling.ts';
import type { Visitor } from '../../../../support/visitor.ts';

let portal: TestPortal;
let nadia: Visitor;
before(async () => {
  portal = await startPortal();
  ({ visitor: nadia } = await signInColleague(portal));
});

const NOTE = 'Le plan vient du voisin.';
const write = async (path: string, words = NOTE) => {
  await nadia.open(`/fr/admin${path}`);
  return nadia.fill('Nouvelle note', words).press('Ajouter la note');
};
const notesOf = async (id: string): Promise<string[]> => {
  const { rows } = await portal.app.db.pool.query('select text from submission_notes where submission_id = $1', [id]);
  return rows.map((row) => row.text);
};

describe('a note of an agent', () => {
  it('is read by colleagues under the name of who wrote it, and is audited', async () => {
    const { id, reference, path } = await filedRequest(portal);
    const answer = await write(path, `${NOTE}\r\nÀ vérifier.`);
    assert.deepEqual([answer.status, answer.location], [303, `/fr/admin${path}`]);
    assert.match(text((await nadia.follow()).html), /La note est ajoutée/);
    const { visitor: colleague } = await signInColleague(portal);
    const { html } = await colleague.open(`/fr/admin${path}`);
    assert.ok(html.includes(`${NOTE}\nÀ vérifier.`));
    assert.match(text(html), /Notes internes Nadia Benali/);
    const { rows } = await portal.app.db.pool.query(
      `select details from audit_events where name = 'submission-handled' and details ->> 'reference' = $1`,
      [reference],
    );
    assert.deepEqual(rows, [{ details: { reference, act: 'note-written' } }]);
    assert.deepEqual(await notesOf(id), [`${NOTE}\nÀ vérifier.`]);
  });

  it('changes nothing of the submission, so that no colleague who acts is late for it', async () => {
    const { id, reference, path } = await filedRequest(portal);
    await write(path);
    assert.equal((await rowOf(portal, reference)).revision, 1);
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'opened']);
  });

  it('never reaches the citizen: not on their page, nor in their download, nor in a mail', async () => {
    const { lucie, person, path } = await filedRequest(portal);
    await write(path);
    await nadia.open(`/fr/admin${path}/closing`);
    await nadia.fill('Pourquoi la classer ?', 'Fini.').press('Classer la demande');
    for (const address of [path, '/my-space', `${path}/receipt.pdf`, '/account']) {
      assert.ok(!(await lucie.open(`/fr${address}`)).html.includes('voisin'), address);
    }
    const asked = { path: '/fr/account/data', name: 'submissions.json' };
    const downloaded = await downloadedFile(portal, lucie, asked);
    assert.match(downloaded, /closed/);
    assert.ok(!downloaded.includes('voisin'));
    await hurryNews(portal);
    const mail = await portal.mailTo(person.email, /du nouveau/);
    assert.ok(!`${mail.subject}${mail.text}${mail.html}`.includes('voisin'));
  });

  it('is read from the database by the pages of the staff alone', () => {
    // What is past its retention is deleted unread.
    const readers = listFiles('src', /\.ts$/).filter((file) =>
      /submission_notes|notes\.repository|note-block/.test(readText(file).replace('delete from submission_notes', '')),
    );
    assert.ok(readers.length > 0);
    assert.deepEqual(
      readers.filter((file) => !file.startsWith('src/features/admin/submissions/')),
      [
        // The archives receive a file whole, also what the agents wrote in it.
        'src/features/admin/retention/transfer/read-to-pack.ts',
        // Gives a digest only.
        'src/features/submissions/destruction/content-stamp.repository.ts',
      ],
    );
  });

  it('without words is refused, and the summary leads to its field, not to that of the message', async () => {
    const { id, path } = await filedRequest(portal);
    const answer = await write(path, ' \u200b');
    assert.equal(answer.status, 422);
    assert.match(answer.html, /href="#note"[^>]*>Écrivez la note/);
    assert.match(answer.html, /id="note-error"/);
    assert.ok(!answer.html.includes('id="text-error"'));
    assert.equal((await nadia.post(`/fr/admin${path}/notes`, { text: 'x'.repeat(4_001) })).status, 422);
    assert.deepEqual(await notesOf(id), []);
  });

  it('that a button pressed twice sends twice is one', async () => {
    const { id, path } = await filedRequest(portal);
    await nadia.open(`/fr/admin${path}`);
    nadia.fill('Nouvelle note', NOTE);
    const answers = await Promise.all([nadia.press('Ajouter la note'), nadia.press('Ajouter la note')]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [303, 303],
    );
    assert.deepEqual(await notesOf(id), [NOTE]);
  });

  it('from another site, or about a submission of another department, is not written', async () => {
    const { id, path } = await filedRequest(portal);
    await nadia.open(`/fr/admin${path}`);
    nadia.fill('Nouvelle note', NOTE);
    assert.equal((await nadia.press('Ajouter la note', FROM_ANOTHER_SITE)).status, 403);
    const { visitor: other } = await signInColleague(portal, 'agent', ['parking']);
    await assertIsNotThere(other, `/fr/admin${path}/notes`, { text: NOTE });
    assert.deepEqual(await notesOf(id), []);
  });
});
