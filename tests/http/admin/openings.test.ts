import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formatReference } from '../../../src/domain/numbers/reference.ts';
import { STAFF_PAGES } from '../../../src/features/admin/staff-pages.ts';
import { NOBODYS, staffAddresses } from '../../support/acts/staff-addresses.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { type Colleague, signInColleague } from '../../support/staff.ts';
import { auditOf } from '../../support/staff-account/audit-of.ts';
import { attachDocument } from '../../support/submissions/documents.ts';
import { insertReadyExport } from '../../support/submissions/exports.ts';
import type { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
let addresses: Awaited<ReturnType<typeof staffAddresses>>;
let visitor: Visitor;
let colleague: Colleague;
let asked: string;
before(async () => {
  portal = await startPortal();
  addresses = await staffAddresses(portal);
  ({ visitor, colleague } = await signInColleague(portal, ['agent', 'helpdesk', 'administrator']));
  asked = await insertReadyExport(portal.app, colleague.id);
});

/** Returns the status of what `ask` asks for, and what the audit log says of it. */
async function told(ask: () => Promise<{ status: number }>): Promise<[number, string[]]> {
  const before = (await auditOf(portal, colleague)).length;
  const { status } = await ask();
  return [status, (await auditOf(portal, colleague)).slice(before)];
}

/** Each address of the table with one of its parts that names nothing, and the others as they are. */
const ASTRAY = Object.entries(STAFF_PAGES).flatMap(([name, { path, mayAct }]) =>
  [...path.matchAll(/:(\w+)/g)].flatMap(([part]) =>
    ['nonsense', NOBODYS].map((wrong) => ({ name, wrong, part, astray: path.replace(part, wrong), mayAct })),
  ),
);

describe('an address that leads nowhere', () => {
  for (const { name, part, wrong, astray, mayAct } of ASTRAY) {
    it(`leaves no line in the audit log: « ${name} » with ${part} ${wrong}`, async () => {
      const address = addresses.addressOf(astray, asked);
      assert.deepEqual(await told(() => visitor.open(address)), [404, []]);
      if (mayAct.length === 0) return;
      const [status, lines] = await told(() => visitor.post(address, {}));
      assert.ok(status === 404 || status === 409, String(status));
      assert.deepEqual(lines, []);
    });
  }
});

describe('what is not shown', () => {
  it('leaves no line when it is the form of an act on one’s own account', async () => {
    const own = `/fr/admin/staff/${colleague.id}/suspension`;
    assert.deepEqual(await told(() => visitor.open(own)), [404, []]);
    assert.deepEqual(await told(() => visitor.post(own, {})), [404, []]);
  });

  it('leaves no line when it is a document that no scanner judged, that holds a virus, or that has no copy', async () => {
    const address = addresses.addressOf(STAFF_PAGES.document.path);
    assert.deepEqual(await told(() => visitor.open(`${address}.jpg`)), [404, []]);
    for (const state of ['pending', 'infected']) {
      await setState(addresses.document, state);
      assert.deepEqual(await told(() => visitor.open(address)), [404, []], state);
    }
    await setState(addresses.document, 'clean');
    assert.deepEqual(await told(() => visitor.open(address)), [200, ['submission-document-opened']]);
  });

  it('leaves no line when it is a file that the storage lost', async () => {
    const lost = await attachDocument(portal.app, addresses.reference);
    await portal.app.storage.remove(lost);
    const document = `/fr/admin/submissions/${formatReference(addresses.reference)}/documents/${lost}`;
    assert.deepEqual(await told(() => visitor.open(document)), [404, []]);
    const list = await insertReadyExport(portal.app, colleague.id);
    await portal.app.storage.remove(list);
    assert.deepEqual(await told(() => visitor.open(`/fr/admin/submissions/exports/${list}/file`)), [404, []]);
    const address = addresses.addressOf(STAFF_PAGES.retentionPackage.path);
    await portal.app.storage.remove(await packageOf(addresses.packed));
    assert.deepEqual(await told(() => visitor.open(address)), [404, []]);
  });
});

const setState = (id: string, state: string) =>
  portal.app.db.pool.query('update attachments set state = $2 where id = $1', [id, state]);

async function packageOf(run: string): Promise<string> {
  const { rows } = await portal.app.db.pool.query('select package_id as key from retention_runs where id = $1', [run]);
  return rows[0].key;
}
