import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formatReference } from '../../../../src/domain/numbers/reference.ts';
import { signUp } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { letIn, sharedProfile } from '../../../support/profiles.ts';
import { insertSubmission } from '../../../support/submissions/submitted.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const receiptAt = (reference: string, language = 'fr') => `/${language}/submissions/${reference}/receipt.pdf`;

async function download(visitor: Visitor, path: string): Promise<{ status: number; headers: Headers; pdf: string }> {
  const headers = { cookie: `session=${visitor.cookie('session')}` };
  const answer = await fetch(new URL(path, portal.origin), { headers, redirect: 'manual' });
  const pdf = Buffer.from(await answer.arrayBuffer()).toString('latin1');
  return { status: answer.status, headers: answer.headers, pdf };
}

describe('the receipt of a submission as a PDF', () => {
  it('asks somebody signed out to sign in first', async () => {
    const path = receiptAt('26-0000123-35');
    const { status, location } = await new Visitor(portal).open(path);
    assert.equal(status, 303);
    assert.equal(location, `/fr/sign-in?next=${encodeURIComponent(path)}`);
  });

  it('is a download with a fixed type, kept nowhere, under a policy of its own', async () => {
    const { visitor, person } = await signUp(portal);
    const { reference } = await insertSubmission(portal.app.db, { email: person.email });
    const { status, headers, pdf } = await download(visitor, receiptAt(formatReference(reference)));
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'application/pdf');
    const name = `accuse-de-reception-${formatReference(reference)}.pdf`;
    assert.equal(headers.get('content-disposition'), `attachment; filename=${name}`);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('cache-control'), 'private, no-store');
    assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox");
    assert.equal(headers.get('content-length'), String(pdf.length));
    assert.match(pdf, /^%PDF-1\.7/);
  });

  it('is in the language in which one filed, whatever the address, however the reference is written', async () => {
    const { visitor, person } = await signUp(portal);
    const { reference } = await insertSubmission(portal.app.db, { email: person.email, language: 'nl' });
    for (const path of [receiptAt(reference), receiptAt(formatReference(reference), 'de')]) {
      const { headers, pdf } = await download(visitor, path);
      assert.match(headers.get('content-disposition') ?? '', /ontvangstbewijs/);
      assert.match(pdf, /\/Lang \(nl\)/);
      assert.ok(pdf.includes(`(Ontvangstbewijs ${formatReference(reference)})`));
    }
  });

  it('of an organisation is for its members, and for them only', async () => {
    const shared = await sharedProfile(portal);
    const { reference } = await insertSubmission(portal.app.db, {
      email: shared.owner.person.email,
      enterpriseNumber: shared.number,
      status: 'awaiting-payment',
      feeCents: 12_550,
    });
    const path = receiptAt(formatReference(reference));
    assert.equal((await download(shared.colleague.visitor, path)).status, 404, 'a colleague who is not let in yet');
    await letIn(shared, 'member');
    assert.equal((await download(shared.colleague.visitor, path)).status, 200);
  });

  it('of somebody else is not found, as one that never was and one that is no reference', async () => {
    const lucie = await signUp(portal);
    const { reference } = await insertSubmission(portal.app.db, { email: lucie.person.email });
    const jan = await signUp(portal);
    const answers = [reference, '26-9999999-01', '26-0000123-36', 'x', '%00', "26'--", `${reference}0`];
    for (const wrong of answers) {
      const { status, pdf } = await download(jan.visitor, receiptAt(wrong));
      assert.equal(status, 404, wrong);
      assert.match(pdf, /Page introuvable|introuvable/);
    }
  });

  it('is the same file each time, and twenty at once are all whole', async () => {
    const { visitor, person } = await signUp(portal);
    const { reference } = await insertSubmission(portal.app.db, { email: person.email });
    const all = await Promise.all(Array.from({ length: 20 }, () => download(visitor, receiptAt(reference))));
    assert.deepEqual([...new Set(all.map(({ status }) => status))], [200]);
    assert.equal(new Set(all.map(({ pdf }) => pdf)).size, 1);
  });
});
