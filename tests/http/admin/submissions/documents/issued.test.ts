import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { signInColleague } from '../../../../support/staff.ts';
import { pdf } from '../../../../support/submissions/documents.ts';
import { filedRequest } from '../../../../support/submissions/handling.ts';
import { insertIssued } from '../../../../support/submissions/issued.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('an issued document, for an agent', () => {
  it('is a file to keep, also when who issued it has left, and each opening stands in the audit log', async () => {
    const { reference, path } = await filedRequest(portal, { status: 'delivered' });
    const id = await insertIssued(portal.app, reference);
    const { visitor: nadia, colleague } = await signInColleague(portal);
    const address = `/fr/admin${path}/issued/${id}`;
    assert.ok((await nadia.open(`/fr/admin${path}`)).html.includes(`href="${address}"`));
    const { status, headers, html } = await nadia.open(address);
    assert.deepEqual([status, html], [200, await pdf('Autorisation.pdf').text()]);
    assert.match(headers.get('content-disposition') ?? '', /^attachment/);
    const { rows } = await portal.app.db.pool.query(
      `select staff_member_id, details from audit_events where name = 'submission-document-opened'`,
    );
    assert.deepEqual(rows, [{ staff_member_id: colleague.id, details: { reference, document: id } }]);
  });

  it('is a 404 for another department, and of another submission', async () => {
    const { reference, path } = await filedRequest(portal, { status: 'delivered' });
    const id = await insertIssued(portal.app, reference);
    const { visitor: other } = await signInColleague(portal, 'agent', ['parking']);
    assert.equal((await other.open(`/fr/admin${path}/issued/${id}`)).status, 404);
    const { visitor: nadia } = await signInColleague(portal);
    const elsewhere = await filedRequest(portal);
    assert.equal((await nadia.open(`/fr/admin${elsewhere.path}/issued/${id}`)).status, 404);
  });
});
