import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { pdf } from '../../../support/submissions/documents.ts';
import { filedRequest } from '../../../support/submissions/handling.ts';
import { insertIssued } from '../../../support/submissions/issued.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

async function delivered() {
  const filed = await filedRequest(portal, { status: 'delivered' });
  const id = await insertIssued(portal.app, filed.reference, { code: '0123456789ABCDEF' });
  return { ...filed, id, address: `/fr${filed.path}/issued/${id}` };
}

describe('a document that the commune issued', () => {
  it('stands first on the page of the request, with its code, and is handed out as a file', async () => {
    const { lucie, path, address } = await delivered();
    const { html } = await lucie.open(`/fr${path}`);
    assert.match(text(html), /Documents délivrés .*Autorisation\.pdf \(1 ko, délivré le .*0123-4567-89AB-CDEF/);
    assert.ok(html.indexOf('id="issued"') < html.indexOf('id="timeline"'));
    assert.ok(html.includes(`href="${address}"`) && html.includes('href="/fr/verification/0123-4567-89AB-CDEF"'));
    const file = await lucie.open(address);
    assert.deepEqual([file.status, file.html], [200, await pdf('Autorisation.pdf').text()]);
    assert.match(file.headers.get('content-disposition') ?? '', /^attachment; filename="?Autorisation\.pdf/);
    assert.equal(file.headers.get('content-security-policy'), "default-src 'none'; sandbox");
    await portal.app.db.pool.query('delete from issued_documents');
  });

  it('stays when the request is closed, and nothing is said without one', async () => {
    const { lucie, path } = await filedRequest(portal, { status: 'closed' });
    assert.ok(!(await lucie.open(`/fr${path}`)).html.includes('Documents délivrés'));
    const closed = await delivered();
    await portal.app.db.pool.query(`update submissions set status = 'closed' where reference = $1`, [closed.reference]);
    assert.equal((await closed.lucie.open(closed.address)).status, 200);
    await portal.app.db.pool.query('delete from issued_documents');
  });

  it('is a 404 for another person, of another request, and for an id that is none', async () => {
    const { lucie, path, id, address } = await delivered();
    const other = await filedRequest(portal, { status: 'delivered' });
    assert.equal((await other.lucie.open(address)).status, 404);
    assert.equal((await other.lucie.open(`/fr${other.path}/issued/${id}`)).status, 404);
    assert.equal((await lucie.open(`/fr${path}/issued/nope`)).status, 404);
    assert.match((await new Visitor(portal).open(address)).location ?? '', /\/sign-in\?next=/);
  });
});
