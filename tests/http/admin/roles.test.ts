import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { STAFF_FOLDERS, STAFF_PAGES } from '../../../src/features/admin/staff-pages.ts';
import { STAFF_ROLES, type StaffRole } from '../../../src/features/staff/staff-roles.ts';
import { sql } from '../../../src/platform/database.ts';
import { NOBODYS, staffAddresses } from '../../support/acts/staff-addresses.ts';
import { signUp, text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { type Colleague, signInColleague, type Waiting } from '../../support/staff.ts';
import { auditOf } from '../../support/staff-account/audit-of.ts';
import { insertReadyExport } from '../../support/submissions/exports.ts';
import { Visitor } from '../../support/visitor.ts';

/** Each role alone, and pairs, which may what either may. */
const HELD: readonly (readonly StaffRole[])[] = [
  ...STAFF_ROLES.map((role) => [role]),
  ['agent', 'helpdesk'],
  ['helpdesk', 'administrator'],
];

let portal: TestPortal;
let addresses: Awaited<ReturnType<typeof staffAddresses>>;
let waiting: Waiting;
/** `asked` is the id of a long export of theirs, which nobody else may open. */
type SignedIn = { visitor: Visitor; colleague: Colleague; asked: string };
const visitors = new Map<string, SignedIn>();
before(async () => {
  portal = await startPortal();
  addresses = await staffAddresses(portal);
  ({ waiting } = addresses);
  for (const roles of HELD) {
    const signedIn = await signInColleague(portal, [...roles]);
    visitors.set(roles.join(), { ...signedIn, asked: await insertReadyExport(portal.app, signedIn.colleague.id) });
  }
});

/** Written here by hand: what the commune decided, not what the table says. */
const MAY_OPEN: Record<keyof typeof STAFF_PAGES, readonly StaffRole[]> = {
  waiting: ['agent', 'helpdesk', 'administrator'],
  submissions: ['agent'],
  exportXlsx: ['agent'],
  exportCsv: ['agent'],
  batch: ['agent'],
  takeOver: ['agent'],
  longExport: ['agent'],
  exportFile: ['agent'],
  newView: ['agent'],
  savedView: ['agent'],
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
  nationalNumbers: ['agent'],
  deskList: ['agent'],
  desk: ['agent'],
  message: ['agent'],
  note: ['agent'],
  jobs: ['administrator'],
  operations: ['administrator'],
  retention: ['administrator'],
  retentionProposal: ['administrator'],
  retentionRun: ['administrator'],
  retentionTransfer: ['administrator'],
  retentionPackage: ['administrator'],
  certificate: ['administrator'],
  certificateFile: ['administrator'],
  statistics: ['agent', 'administrator'],
  statisticsXlsx: ['agent', 'administrator'],
  citizens: ['helpdesk'],
  citizenSearch: ['helpdesk'],
  emailChanges: ['helpdesk'],
  citizenMerges: ['helpdesk'],
  citizenMergeRefusal: ['helpdesk'],
  citizen: ['helpdesk'],
  passwordReset: ['helpdesk'],
  unlock: ['helpdesk'],
  emailConfirmation: ['helpdesk'],
  signOut: ['helpdesk'],
  suspension: ['helpdesk'],
  restoration: ['helpdesk'],
  emailChange: ['helpdesk'],
  procedures: ['administrator'],
  procedure: ['administrator'],
  definition: ['administrator'],
  procedureVersion: ['administrator'],
  settings: ['administrator'],
  storedWordmark: ['administrator'],
  organisation: ['agent', 'helpdesk', 'administrator'],
  memberEnd: ['agent', 'administrator'],
  accessRequest: ['agent', 'helpdesk', 'administrator'],
  staff: ['administrator'],
  staffAccount: ['administrator'],
  staffAccountAct: ['administrator'],
  audit: ['administrator'],
  auditXlsx: ['administrator'],
  auditCsv: ['administrator'],
};

const MAY_ACT: typeof MAY_OPEN = {
  waiting: [],
  submissions: [],
  exportXlsx: [],
  exportCsv: [],
  batch: ['agent'],
  takeOver: ['agent'],
  longExport: [],
  exportFile: [],
  newView: ['agent'],
  savedView: ['agent'],
  submission: [],
  issue: ['agent'],
  issued: [],
  document: [],
  receipt: [],
  completeFile: ['agent'],
  nationalNumbers: ['agent'],
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
  jobs: ['administrator'],
  operations: [],
  retention: [],
  retentionProposal: ['administrator'],
  retentionRun: ['administrator'],
  retentionTransfer: ['administrator'],
  retentionPackage: [],
  certificate: [],
  certificateFile: [],
  statistics: [],
  statisticsXlsx: [],
  citizens: [],
  citizenSearch: ['helpdesk'],
  emailChanges: ['helpdesk'],
  citizenMerges: ['helpdesk'],
  citizenMergeRefusal: ['helpdesk'],
  citizen: [],
  passwordReset: ['helpdesk'],
  unlock: ['helpdesk'],
  emailConfirmation: ['helpdesk'],
  signOut: ['helpdesk'],
  suspension: ['helpdesk'],
  restoration: ['helpdesk'],
  emailChange: ['helpdesk'],
  procedures: [],
  procedure: ['administrator'],
  definition: [],
  procedureVersion: ['administrator'],
  settings: ['administrator'],
  storedWordmark: [],
  organisation: ['agent', 'administrator'],
  memberEnd: ['agent', 'administrator'],
  accessRequest: ['agent', 'administrator'],
  staff: ['administrator'],
  staffAccount: [],
  staffAccountAct: ['administrator'],
  audit: ['administrator'],
  auditXlsx: [],
  auditCsv: [],
};

const addressOf = (path: string, asked?: string): string => addresses.addressOf(path, asked);
const visitorOf = (...roles: readonly StaffRole[]): SignedIn => {
  const found = visitors.get(roles.join());
  assert.ok(found);
  return found;
};

for (const [name, { path }] of Object.entries(STAFF_PAGES)) {
  describe(`the page « ${name} »`, () => {
    for (const roles of HELD) {
      const who = roles.join(' and ');
      const allowed = roles.some((role) => MAY_OPEN[name as keyof typeof STAFF_PAGES].includes(role));
      it(`is ${allowed ? 'open' : 'not there'} for ${who}`, async () => {
        const { visitor, asked } = visitorOf(...roles);
        const page = await visitor.open(addressOf(path, asked));
        assert.equal(page.status, allowed ? 200 : 404);
        if (allowed) return;
        const missing = await visitor.open('/fr/admin/nope');
        const same = (html: string) =>
          html.replaceAll(/href="[^"]*"|name="formOwner" value="[^"]*"|<code>\w+<\/code>/g, '');
        assert.equal(same(page.html), same(missing.html));
      });

      const acts = roles.some((role) => MAY_ACT[name as keyof typeof STAFF_PAGES].includes(role));
      it(`${acts ? 'takes a form from' : 'takes no form from'} ${who}, and no other method`, async () => {
        const { visitor, asked } = visitorOf(...roles);
        // A form that is refused is read, and changes nothing for the roles after this one.
        assert.equal((await visitor.post(addressOf(path, asked), {})).status, acts ? 422 : 404);
        for (const method of ['PUT', 'PATCH', 'DELETE']) {
          assert.equal((await visitor.send(method, addressOf(path, asked))).status, 405, method);
        }
        if (acts) return;
        const filled = { decision: 'member', state: 'verified', from: 'claimed', reason: 'x' };
        assert.equal((await visitor.post(addressOf(path, asked), filled)).status, 404);
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

/** Written here by hand as well. */
const FOLDERS: Record<keyof typeof STAFF_FOLDERS, readonly StaffRole[]> = { deskDraft: ['agent'] };

for (const [name, { path }] of Object.entries(STAFF_FOLDERS)) {
  for (const roles of HELD) {
    const allowed = roles.some((role) => FOLDERS[name as keyof typeof STAFF_FOLDERS].includes(role));
    const who = roles.join(' and ');
    it(`the pages « ${name} » are ${allowed ? 'open' : 'refused, which is written down,'} for ${who}`, async () => {
      const { visitor, colleague } = visitorOf(...roles);
      const refusals = async () => (await auditOf(portal, colleague)).filter((event) => event === 'staff-page-refused');
      const before = (await refusals()).length;
      const address = `${addressOf(path.replace(':draft', NOBODYS))}/check`;
      assert.equal((await visitor.open(address)).status, 404, 'nobody has begun that draft');
      assert.equal((await visitor.post(address, {})).status, 404);
      assert.equal((await refusals()).length - before, allowed ? 0 : 2);
    });
  }
}

describe('the helpdesk', () => {
  it('looks at a request and at an organisation, and finds no form there to decide with', async () => {
    const { visitor } = visitorOf('helpdesk');
    assert.ok((await visitor.open('/fr/admin')).html.includes('Brasserie Dubois'));
    for (const path of [`/access-requests/${waiting.id}`, `/organisations/${waiting.enterpriseNumber}`]) {
      const page = await visitor.open(`/fr/admin${path}`);
      assert.equal(page.status, 200, path);
      assert.match(text(page.html), /Brasserie Dubois/);
      const main = /<main[\s\S]*<\/main>/.exec(page.html)?.[0] ?? '';
      assert.ok(main !== '' && !main.includes('<form') && !main.includes('/members/'), path);
    }
    const decided = await visitorOf('agent').visitor.open(`/fr/admin/access-requests/${waiting.id}`);
    assert.match(decided.html, /name="decision"/);
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

const giveRoles = ({ id }: Colleague, roles: readonly StaffRole[]) =>
  portal.app.db.transaction((tx) => tx.run(sql`update staff_members set roles = ${roles}::text[] where id = ${id}`));

it('a role given or taken ends the session at the next request, and is worth something after the next sign-in', async () => {
  const { visitor, colleague } = await signInColleague(portal, 'helpdesk');
  await giveRoles(colleague, ['agent', 'helpdesk']);
  assert.equal((await visitor.open(`/fr/admin/access-requests/${waiting.id}`)).status, 303);
  const { visitor: both, colleague: nadia } = await signInColleague(portal, ['agent', 'administrator']);
  assert.equal((await both.open('/fr/admin/submissions')).status, 200);
  await giveRoles(nadia, ['administrator']);
  assert.equal((await both.open('/fr/admin/submissions')).status, 303);
});
