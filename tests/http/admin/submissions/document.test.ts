import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { attachDocument, pdf, png } from '../../../support/submissions/documents.ts';
import { eventsOf, filedRequest } from '../../../support/submissions/handling.ts';
import type { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let nadia: Visitor;
let nadiaId: string;
before(async () => {
  portal = await startPortal();
  const signedIn = await signInColleague(portal);
  nadia = signedIn.visitor;
  nadiaId = signedIn.colleague.id;
});

async function withDocument(file = pdf()) {
  const filed = await filedRequest(portal);
  const id = await attachDocument(portal.app, filed.reference, file);
  return { ...filed, document: id, address: `/fr/admin${filed.path}/documents/${id}` };
}

const openings = async (document: string) =>
  (
    await portal.app.db.pool.query(
      `select staff_member_id, details from audit_events where name = 'submission-document-opened'
       and details ->> 'document' = $1`,
      [document],
    )
  ).rows;

describe('a document of a submission, for an agent', () => {
  it('is a file to keep, and each time it is opened stands in the audit log, not in the timeline', async () => {
    const { id, reference, document, address } = await withDocument();
    const { status, headers, html } = await nadia.open(address);
    assert.deepEqual([status, html], [200, await pdf().text()]);
    assert.match(headers.get('content-disposition') ?? '', /^attachment; filename=plan\.pdf/);
    assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox");
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.deepEqual(await openings(document), [{ staff_member_id: nadiaId, details: { reference, document } }]);
    assert.deepEqual(await eventsOf(portal, id), ['filed']);
  });

  it('is shown in place as a PDF in a frame of the portal only, and as a picture in a sandbox', async () => {
    const plan = await nadia.open(`${(await withDocument()).address}?show`);
    assert.equal(plan.headers.get('content-type'), 'application/pdf');
    assert.match(plan.headers.get('content-disposition') ?? '', /^inline; filename=plan\.pdf/);
    const policy = plan.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none';.*frame-ancestors 'self'/);
    assert.ok(!policy.includes('script'));
    assert.equal(plan.headers.get('x-frame-options'), 'SAMEORIGIN');
    const photo = await nadia.open(`${(await withDocument(png())).address}?show`);
    assert.match(photo.headers.get('content-disposition') ?? '', /^inline/);
    assert.match(photo.headers.get('content-security-policy') ?? '', /sandbox/);
  });

  it('that no browser shows stays a file to keep, whatever the address asks', async () => {
    for (const type of ['application/vnd.oasis.opendocument.text', 'image/heic', 'text/html', 'image/svg+xml']) {
      const { address } = await withDocument(new File(['<script>alert(1)</script>'], 'x.odt', { type }));
      const { headers } = await nadia.open(`${address}?show`);
      assert.match(headers.get('content-disposition') ?? '', /^attachment/, type);
      assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox");
      assert.equal(headers.get('x-frame-options'), 'DENY');
    }
  });

  it('is a 404 for another department, of another submission, and while it is not judged or infected', async () => {
    const { document, path, address } = await withDocument();
    const { visitor: other } = await signInColleague(portal, 'agent', ['parking']);
    assert.equal((await other.open(address)).status, 404);
    assert.deepEqual(await openings(document), []);
    const elsewhere = await withDocument();
    assert.equal((await nadia.open(`/fr/admin${path}/documents/${elsewhere.document}`)).status, 404);
    assert.equal((await nadia.open(`/fr/admin${path}/documents/nope`)).status, 404);
    for (const state of ['pending', 'infected']) {
      await portal.app.db.pool.query('update attachments set state = $2 where id = $1', [document, state]);
      assert.equal((await nadia.open(address)).status, 404, state);
    }
  });
});
