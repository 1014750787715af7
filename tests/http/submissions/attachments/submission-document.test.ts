import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { pdf } from '../../../support/submissions/documents.ts';
import { confirmedCitizen, fileEventPermit } from '../../../support/submissions/filing.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

async function filed() {
  const { visitor } = await confirmedCitizen(portal);
  const submission = await fileEventPermit(visitor);
  const { rows } = await portal.app.db.pool.query(
    `select attachments.id from attachments join submissions on submissions.id = submission_id
    where name = 'plan.pdf' and reference = $1`,
    [submission.replace(/^.*\/|-/g, '')],
  );
  return { visitor, submission, id: String(rows[0]?.id), address: `${submission}/documents/${rows[0]?.id}` };
}

describe('a document of a submission', () => {
  it('is handed out as a file to who filed it', async () => {
    const { visitor, address } = await filed();
    const { status, headers, html } = await visitor.open(address);
    assert.deepEqual([status, html], [200, await pdf('plan.pdf').text()]);
    assert.match(headers.get('content-disposition') ?? '', /^attachment; filename=plan\.pdf/);
    assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox");
  });

  it('is a 404 for another person, of another submission, and for a reference that is none', async () => {
    const { visitor, address, id } = await filed();
    const other = await filed();
    assert.equal((await other.visitor.open(address)).status, 404);
    assert.equal((await other.visitor.open(`${other.submission}/documents/${id}`)).status, 404);
    assert.equal((await visitor.open(`/fr/submissions/x/documents/${id}`)).status, 404);
    assert.match((await new Visitor(portal).open(address)).location ?? '', /\/sign-in\?next=/);
  });
});
