import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { formatReference } from '../../../src/domain/numbers/reference.ts';
import { STAFF_PAGES } from '../../../src/features/admin/staff-pages.ts';
import { STAFF_ROLES, type StaffRole } from '../../../src/features/staff/staff-roles.ts';
import { sql } from '../../../src/platform/database.ts';
import { signUp, text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { addWaitingRequest, type Colleague, signInColleague, type Waiting } from '../../support/staff.ts';
import { attachDocument } from '../../support/submissions/documents.ts';
import { insertIssued } from '../../support/submissions/issued.ts';
import { insertSubmission } from '../../support/submissions/submitted.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
let waiting: Waiting;
let reference: string;
let document: string;
let issued: string;
const visitors = new Map<StaffRole, { visitor: Visitor; colleague: Colleague }>();
before(async () => {
  portal = await startPortal();
  waiting = await addWaitingRequest(portal.app.db);
  ({ reference } = await insertSubmission(portal.app.db, { email: waiting.email }));
  document = await attachDocument(portal.app, reference);
  issued = await insertIssued(portal.app, reference);
  for (const role of STAFF_ROLES) visitors.set(role, await signInColleague(portal, role));
});

/** Written here by hand: what the commune decided, not what the table says. */
const MAY_OPEN: Record<keyof typeof STAFF_PAGES, readonly StaffRole[]> = {
  waiting: ['agent', 'helpdesk', 'administrator'],
  submissions: ['agent'],
  exportXlsx: ['agent'],
  exportCsv: ['agent'],
  batch: ['agent'],
  submission: ['agent'],
  assignment: ['agent'],
  completionRequest: ['agent'],
  payment: ['agent'],
  decision: ['agent'],
  closing: ['agent'],
  reopening: ['agent'],
  issue: ['agent'],
  issued: ['agent'],
  document: ['agent'],
  receipt: ['agent'],
  completeFile: ['agent'],
  deskList: ['agent'],
  desk: ['agent'],
  message: ['agent'],
  note: ['agent'],
  statistics: ['agent', 'administrator'],
  organisation: ['agent', 'administrator'],
  accessRequest: ['agent', 'administrator'],
};

const MAY_ACT: typeof MAY_OPEN = {
  waiting: [],
  submissions: [],
  exportXlsx: [],
  exportCsv: [],
  batch: ['agent'],
  submission: [],
  issue: ['agent'],
  issued: [],
  document: [],
  receipt: [],
  completeFile: ['agent'],
  deskList: ['agent'],
  desk: ['agent'],
  assignment: ['agent'],
  completionRequest: ['agent'],
  payment: ['agent'],
  decision: ['agent'],
  closing: ['agent'],
  reopening: ['agent'],
  message: ['agent'],
  note: ['agent'],
  statistics: [],
  organisation: ['agent', 'administrator'],
  accessRequest: ['agent', 'administrator'],
};

const addressOf = (path: string): string =>
  `/fr/admin${path === '/' ? '' : path}`
    .replace(':enterpriseNumber', waiting.enterpriseNumber)
    .replace(':id', waiting.id)
    .replace(':slug', 'event-permit')
    .replace('issued/:document', `issued/${issued}`)
    .replace(':document', document)
    .replace(':reference', formatReference(reference));
const visitorOf = (role: StaffRole) => {
  const found = visitors.get(role);
  assert.ok(found);
  return found;
};

for (const [name, { path }] of Object.entries(STAFF_PAGES)) {
  describe(`the page « ${name} »`, () => {
    for (const role of STAFF_ROLES) {
      const allowed = MAY_OPEN[name as keyof typeof STAFF_PAGES].includes(role);
      it(`is ${allowed ? 'open' : 'not there'} for ${role}`, async () => {
        const { visitor } = visitorOf(role);
        const page = await visitor.open(addressOf(path));
        assert.equal(page.status, allowed ? 200 : 404);
        if (allowed) return;
        const missing = await visitor.open('/fr/admin/nope');
        const same = (html: string) =>
          html.replaceAll(/href="[^"]*"|name="formOwner" value="[^"]*"|<code>\w+<\/code>/g, '');
        assert.equal(same(page.html), same(missing.html));
      });

      const acts = MAY_ACT[name as keyof typeof STAFF_PAGES].includes(role);
      it(`${acts ? 'takes a form from' : 'takes no form from'} ${role}, and no other method`, async () => {
        const { visitor } = visitorOf(role);
        // A form that is refused is read, and changes nothing for the roles after this one.
        assert.equal((await visitor.post(addressOf(path), {})).status, acts ? 422 : 404);
        for (const method of ['PUT', 'PATCH', 'DELETE']) {
          assert.equal((await visitor.send(method, addressOf(path))).status, 405, method);
        }
        if (acts) return;
        const filled = { decision: 'member', state: 'verified', from: 'claimed', reason: 'x' };
        assert.equal((await visitor.post(addressOf(path), filled)).status, 404);
      });
    }

    it('asks anybody else to sign in: nobody, a citizen, and a suspended account', async () => {
      const { visitor: lucie } = await signUp(portal);
      const { visitor: suspended, colleague } = await signInColleague(portal);
      await portal.app.db.transaction((tx) =>
        tx.run(sql`update staff_members set status = 'suspended' where id = ${colleague.id}`),
      );
      for (const visitor of [new Visitor(portal), lucie, suspended]) {
        const answer = await visitor.open(addressOf(path));
        assert.deepEqual([answer.status, answer.location?.split('?')[0]], [303, '/fr/admin/sign-in']);
        assert.equal((await visitor.post(addressOf(path), {})).status, 401);
      }
    });
  });
}

describe('the helpdesk', () => {
  it('finds a friendly page, no request and no field to look up with', async () => {
    const { visitor } = visitorOf('helpdesk');
    const page = await visitor.open('/fr/admin?number=0671516647');
    assert.equal(page.status, 200);
    assert.match(text(page.html), /Rien n’attend le helpdesk/);
    assert.ok(!page.html.includes('Brasserie Dubois') && !page.html.includes('name="number"'));
  });

  it('leaves a trace when it tries a page that is not its own, and changes nothing', async () => {
    const { visitor, colleague } = visitorOf('helpdesk');
    await visitor.post(`/fr/admin/access-requests/${waiting.id}`, { decision: 'manager', reason: '' });
    const rows = await portal.app.db.many(
      z.strictObject({ page: z.string() }),
      sql`select details ->> 'page' as page from audit_events where name = 'staff-page-refused' and staff_member_id = ${colleague.id}`,
    );
    assert.ok(rows.some(({ page }) => page === 'accessRequest'));
    assert.equal((await visitorOf('agent').visitor.open(`/fr/admin/access-requests/${waiting.id}`)).status, 200);
  });
});

it('a role given or taken is worth something at the next sign-in only, and nothing before', async () => {
  const { visitor, colleague } = await signInColleague(portal, 'helpdesk');
  await portal.app.db.transaction((tx) =>
    tx.run(sql`update staff_members set role = 'agent' where id = ${colleague.id}`),
  );
  assert.equal((await visitor.open(`/fr/admin/access-requests/${waiting.id}`)).status, 303);
});
