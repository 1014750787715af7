import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { uploadsFolder } from '../../../../../src/features/submissions/attachments/uploads-folder.ts';
import { EICAR, startClamd } from '../../../../support/documents/clamd.ts';
import { text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { signInColleague } from '../../../../support/staff.ts';
import { pdf, png } from '../../../../support/submissions/documents.ts';
import { eventsOf, filedRequest, hurryNews, rowOf } from '../../../../support/submissions/handling.ts';

let portal: TestPortal;
before(async () => {
  const { url } = await startClamd();
  portal = await startPortal({ environment: { CLAMD_URL: url } });
});

const ISSUE = 'Délivrer le document';
const accepted = () => filedRequest(portal, { status: 'accepted' });
async function atForm(path: string) {
  const { visitor, colleague } = await signInColleague(portal);
  await visitor.open(`/fr/admin${path}/documents`);
  return { nadia: visitor, colleague };
}
type Issued = { id: string; code: string; name: string; sha256: Buffer; staff_member_id: string };
async function issuedOf(id: string): Promise<Issued[]> {
  const statement = 'select * from issued_documents where submission_id = $1 order by issued_at';
  return (await portal.app.db.pool.query<Issued>(statement, [id])).rows;
}
async function contents(): Promise<number> {
  let count = 0;
  for await (const { key } of portal.app.storage.list()) count += key.length > 0 ? 1 : 0;
  return count;
}

describe('issuing a document', () => {
  it('delivers what was accepted; the citizen is told by mail without its name, and finds it with a code', async () => {
    const { lucie, person, id, reference, path } = await accepted();
    const { visitor: nadia, colleague } = await signInColleague(portal);
    await nadia.open(`/fr/admin${path}`);
    assert.match(nadia.page.html, new RegExp(`href="/fr/admin${path}/documents"`));
    await nadia.open(`/fr/admin${path}/documents`);
    const answer = await nadia.attach('document', pdf('Permis Été.pdf')).press(ISSUE);
    assert.deepEqual([answer.status, answer.location], [303, `/fr/admin${path}`]);
    assert.match(text((await nadia.follow()).html), /Le document est délivré\..*Permis Été\.pdf/);
    const row = await rowOf(portal, reference);
    assert.equal(row.status, 'delivered');
    assert.ok(row.closed_at !== null);
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'opened', 'document-issued']);
    const [issued] = await issuedOf(id);
    assert.ok(issued);
    assert.match(issued.code, /^[0-9A-HJKMNP-TV-Z]{16}$/);
    assert.deepEqual([issued.name, issued.staff_member_id], ['Permis Été.pdf', colleague.id]);
    const sha256 = createHash('sha256')
      .update(await pdf('Permis Été.pdf').text())
      .digest();
    assert.deepEqual(issued.sha256, sha256);
    const { html } = await lucie.open(`/fr${path}`);
    assert.match(text(html), /Document délivré par le service Festivités : Permis Été\.pdf/);
    assert.ok(html.includes(`/fr${path}/issued/${issued.id}`));
    await hurryNews(portal);
    const mail = await portal.mailTo(person.email, /du nouveau/);
    assert.ok(!mail.text.includes('Permis Été'));
    const { rows } = await portal.app.db.pool.query(
      `select details from audit_events where name = 'submission-handled' and staff_member_id = $1`,
      [colleague.id],
    );
    assert.deepEqual(rows, [{ details: { reference, act: 'document-issued' } }]);
  });

  it('as the letter of the portal is in the language of the request, with the code that verifies it on it', async () => {
    const { lucie, id, reference, path } = await filedRequest(portal, { status: 'accepted', language: 'nl' });
    const { nadia } = await atForm(path);
    assert.equal((await nadia.choose('La lettre du portail').press(ISSUE)).status, 303);
    assert.equal((await rowOf(portal, reference)).status, 'delivered');
    const [issued] = await issuedOf(id);
    assert.ok(issued);
    assert.match(issued.name, /^attest-\d\d-\d{7}-\d\d\.pdf$/);
    const headers = { cookie: `session=${lucie.cookie('session')}` };
    const answer = await fetch(`${portal.origin}/fr${path}/issued/${issued.id}`, { headers });
    const pdf = Buffer.from(await answer.arrayBuffer());
    assert.match(pdf.toString('latin1'), /^%PDF-1\.7/);
    assert.deepEqual(createHash('sha256').update(pdf).digest(), issued.sha256);
    assert.deepEqual(await readdir(uploadsFolder(portal.app)), []);
    const verified = await nadia.open(`/fr/verification/${issued.code}`);
    assert.match(text(verified.location === null ? verified.html : (await nadia.follow()).html), /Oui, la commune/);
  });

  it('as a letter about what a colleague changed meanwhile is not made', async () => {
    const { id, path } = await accepted();
    const [one, other] = [await atForm(path), await atForm(path)];
    assert.equal((await one.nadia.choose('La lettre du portail').press(ISSUE)).status, 303);
    assert.equal((await other.nadia.choose('La lettre du portail').press(ISSUE)).status, 409);
    assert.equal((await issuedOf(id)).length, 1);
  });

  it('that was refused stands by what its form was shown with: what a colleague did meanwhile is told', async () => {
    const { id, path } = await accepted();
    const [one, other] = [await atForm(path), await atForm(path)];
    assert.equal((await one.nadia.choose('La lettre du portail').press(ISSUE)).status, 303);
    assert.equal((await other.nadia.attach('document', png('photo.png')).press(ISSUE)).status, 422);
    assert.equal((await other.nadia.choose('La lettre du portail').press(ISSUE)).status, 409);
    assert.equal((await issuedOf(id)).length, 1);
  });

  it('another follows the first, each with a code of its own', async () => {
    const { id, reference, path } = await accepted();
    for (const name of ['un.pdf', 'deux.pdf']) {
      const { nadia } = await atForm(path);
      assert.equal((await nadia.attach('document', pdf(name)).press(ISSUE)).status, 303, name);
    }
    const issued = await issuedOf(id);
    assert.deepEqual(
      issued.map(({ name }) => name),
      ['un.pdf', 'deux.pdf'],
    );
    assert.notEqual(issued[0]?.code, issued[1]?.code);
    assert.equal((await rowOf(portal, reference)).status, 'delivered');
  });

  it('refuses no file, what is no PDF whatever its name says, and a virus, and keeps nothing of them', async () => {
    const { id, reference, path } = await accepted();
    const { nadia } = await atForm(path);
    const before = await contents();
    assert.equal((await nadia.press(ISSUE)).status, 422);
    assert.match(text(nadia.page.html), /Choisissez le document à délivrer/);
    const picture = new File([await png().arrayBuffer()], 'photo.pdf', { type: 'application/pdf' });
    assert.equal((await nadia.attach('document', picture).press(ISSUE)).status, 422);
    assert.match(text(nadia.page.html), /« photo\.pdf » n’est pas d’un type accepté ici \(PDF\)/);
    assert.equal((await nadia.attach('document', pdf('x.pdf', EICAR)).press(ISSUE)).status, 422);
    assert.match(text(nadia.page.html), /contient un virus/);
    assert.deepEqual([await issuedOf(id), await contents()], [[], before]);
    assert.equal((await rowOf(portal, reference)).status, 'accepted');
  });

  it('twice at once issues one: who comes late sees what happened, and nothing of their file stays', async () => {
    const { id, path } = await accepted();
    const before = await contents();
    const both = [await atForm(path), await atForm(path)];
    const answers = await Promise.all(both.map(({ nadia }) => nadia.attach('document', pdf()).press(ISSUE)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409]);
    assert.match(text(answers.find(({ status }) => status === 409)?.html ?? ''), /Rien n’a été enregistré/);
    assert.deepEqual([(await issuedOf(id)).length, await contents()], [1, before + 1]);
  });

  it('is not offered before it is accepted, nor once it is refused or closed, and is refused then', async () => {
    for (const status of ['submitted', 'in-progress', 'to-complete', 'refused', 'withdrawn', 'closed'] as const) {
      const { id, path } = await filedRequest(portal, { status });
      const { visitor: nadia } = await signInColleague(portal);
      await nadia.open(`/fr/admin${path}`);
      assert.ok(!nadia.page.html.includes(`${path}/documents"`), status);
      assert.match(text((await nadia.open(`/fr/admin${path}/documents`)).html), /la demande ne le permet pas/);
      const form = { fields: [{ name: 'version', value: '1' }], files: [{ name: 'document', file: pdf() }] };
      assert.equal((await nadia.postFiles(`/fr/admin${path}/documents`, form)).status, 409, status);
      assert.deepEqual(await issuedOf(id), []);
    }
  });

  it('is a 404 for another department, before the file is read', async () => {
    const { id, path } = await accepted();
    const { visitor: other } = await signInColleague(portal, 'agent', ['parking']);
    const form = { fields: [{ name: 'version', value: '1' }], files: [{ name: 'document', file: pdf() }] };
    assert.equal((await other.postFiles(`/fr/admin${path}/documents`, form)).status, 404);
    assert.deepEqual(await issuedOf(id), []);
  });

  it('from the page of a colleague who signed out since is refused', async () => {
    const { id, path } = await accepted();
    const { nadia } = await atForm(path);
    const { nadia: other } = await atForm(path);
    const owner = /name="formOwner" value="([^"]+)"/.exec(other.page.html)?.[1] ?? '';
    const fields = [
      { name: 'version', value: '1' },
      { name: 'formOwner', value: owner },
    ];
    const form = { fields, files: [{ name: 'document', file: pdf() }] };
    assert.equal((await nadia.postFiles(`/fr/admin${path}/documents`, form)).status, 409);
    assert.deepEqual(await issuedOf(id), []);
  });
});
