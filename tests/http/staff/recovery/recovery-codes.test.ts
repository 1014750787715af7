import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { addStaffMember } from '../../../../src/features/staff/set-up/add-staff-member.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import {
  addColleague,
  askSetUp,
  type Colleague,
  codeOf,
  STAFF_PASSWORD,
  signInAs,
  signInColleague,
} from '../../../support/staff.ts';
import { auditOf } from '../../../support/staff-account/audit-of.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const PATH = '/fr/admin/account/recovery-codes';
const codesIn = (html: string): string[] =>
  [...html.matchAll(/<code class="secret">([^<]+)</g)].map(([, code = '']) => code);

async function withCodes(colleague?: Colleague) {
  const nadia = colleague ?? (await addColleague(portal));
  const visitor = await signInAs(portal, nadia);
  await visitor.open(PATH);
  await visitor.press('Créer dix codes');
  return { nadia, visitor, codes: codesIn(visitor.page.html) };
}
const statusWith = async (colleague: Colleague, code: string | undefined) =>
  (await signInAs(portal, colleague, { code: code ?? '' })).page.status;

describe('the recovery codes of a member of the staff', () => {
  it('are shown once, kept as digests, told by mail, and end the other sessions', async () => {
    const nadia = await addColleague(portal);
    const elsewhere = await signInAs(portal, nadia);
    portal.clock.advance(30);
    const { visitor, codes } = await withCodes(nadia);
    assert.equal(visitor.page.status, 200);
    assert.equal(new Set(codes).size, 10);
    for (const code of codes) assert.match(code, /^\d{4}( \d{4}){4}$/);
    assert.deepEqual(codesIn((await visitor.open(PATH)).html), []);
    assert.match(text((await visitor.open('/fr/admin/account')).html), /Codes de secours Encore 10 sur 10/);
    assert.equal((await elsewhere.open('/fr/admin')).status, 303);
    await portal.mailTo(nadia.email, /nouveaux codes de secours/);
    const { rows } = await portal.app.db.pool.query(
      'select digest from staff_recovery_codes where staff_member_id = $1',
      [nadia.id],
    );
    assert.equal(rows.length, 10);
    assert.ok(rows.every(({ digest }) => digest.length === 32));
    const log = portal.logged.join('\n');
    for (const code of codes) assert.ok(!log.includes(code) && !log.includes(code.replaceAll(' ', '')));
  });

  it('sign in once each in place of the code, however they are spaced, which the mail, the history and the audit log tell', async () => {
    const { nadia, codes } = await withCodes();
    const [first = '', second = ''] = codes;
    const visitor = await signInAs(portal, nadia, { code: ` ${first.replaceAll(' ', '-')} ` });
    assert.deepEqual([visitor.page.status, visitor.page.location], [303, '/fr/admin']);
    assert.match(text((await visitor.follow()).html), /Ce code de secours est utilisé.*créez de nouveaux codes/);
    assert.match(text((await visitor.open('/fr/admin/account/sessions')).html), /mot de passe et code de secours/);
    assert.match(text((await visitor.open('/fr/admin/account')).html), /Encore 9 sur 10/);
    // Whoever lost the telephone replaces the app at once.
    assert.equal((await visitor.open('/fr/admin/account/app')).status, 200);
    const mail = await portal.mailTo(nadia.email, /un code de secours a servi/);
    assert.match(mail.text, /Ce n’était pas vous/);
    assert.ok(!mail.text.includes(first));
    assert.ok((await auditOf(portal, nadia)).includes('staff-recovery-code-used'));
    assert.equal(await statusWith(nadia, first), 422);
    assert.equal(await statusWith(nadia, second.replaceAll(' ', '')), 303);
  });

  it('give one and the same answer when used, wrong, or somebody else’s, beside a right or a wrong password', async () => {
    const { nadia, codes } = await withCodes();
    const { nadia: other, codes: others } = await withCodes();
    const [mine = '', used = ''] = codes;
    await signInAs(portal, nadia, { code: used });
    const answers = [
      await signInAs(portal, nadia, { code: used }),
      await signInAs(portal, nadia, { code: others[0] ?? '' }),
      await signInAs(portal, nadia, { code: '0'.repeat(20) }),
      await signInAs(portal, other, { code: mine }),
      await signInAs(portal, nadia, { password: 'pas du tout le bon du tout', code: mine }),
      await signInAs(portal, { ...nadia, email: 'personne@exemple.be' }, { code: mine }),
      await signInAs(portal, other, { code: '000000' }),
    ].map(({ page }) => [page.status, page.html.replace(/value="[^"]*@[^"]*"/, '')].join());
    assert.equal(new Set(answers).size, 1);
    assert.match(answers[0] ?? '', /^422/);
    // A wrong password has not used it up.
    assert.equal(await statusWith(nadia, mine), 303);
    assert.equal((await new Visitor(portal).post('/fr/admin/sign-in', { code: '1234567' })).status, 422);
  });

  it('make who guesses wait, even with a right one', async () => {
    const { nadia, codes } = await withCodes();
    for (let tries = 0; tries < 5; tries += 1) await signInAs(portal, nadia, { code: '0'.repeat(20) });
    assert.equal(await statusWith(nadia, codes[0]), 422);
  });

  it('let one in of twenty who send the same at once', async () => {
    const { nadia, codes } = await withCodes();
    const statuses = await Promise.all(Array.from({ length: 20 }, () => statusWith(nadia, codes[0])));
    assert.equal(statuses.filter((status) => status === 303).length, 1);
  });

  it('are worth nothing once a new set is made, of which two at once leave ten', async () => {
    const { nadia, visitor, codes } = await withCodes();
    await Promise.all([visitor.post(PATH, {}), visitor.post(PATH, {})]);
    assert.equal(await statusWith(nadia, codes[0]), 422);
    const left = 'select 1 from staff_recovery_codes where staff_member_id = $1';
    assert.equal((await portal.app.db.pool.query(left, [nadia.id])).rowCount, 10);
  });

  it('are gone with a phone that is lost, and with an account set up anew', async () => {
    const left = async ({ id }: Colleague) =>
      (await portal.app.db.pool.query('select 1 from staff_recovery_codes where staff_member_id = $1', [id])).rowCount;
    const { nadia } = await withCodes();
    await addStaffMember(portal.app, nadia, { lost: true });
    assert.equal(await left(nadia), 0);
    const { nadia: again } = await withCodes();
    const { path, secret, offer } = await askSetUp(portal, again);
    assert.equal(await left(again), 10, 'until the link is used');
    const fields = { password: STAFF_PASSWORD, passwordConfirmation: STAFF_PASSWORD, offer };
    const set = await new Visitor(portal).post(path, { ...fields, code: codeOf(portal, { secret }) });
    assert.equal(set.status, 303);
    assert.equal(await left(again), 0);
  });

  it('are made after the second factor is given again, from this site, by who is signed in', async () => {
    const { visitor, colleague } = await signInColleague(portal);
    assert.equal((await visitor.post(PATH, {}, FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await new Visitor(portal).post(PATH, {})).status, 401);
    await portal.app.db.pool.query(
      "update staff_sign_ins set confirmed_at = now() - interval '11 minutes' where staff_member_id = $1",
      [colleague.id],
    );
    assert.match((await visitor.open(PATH)).location ?? '', /^\/fr\/admin\/account\/confirmation\?next=/);
    const asked = await visitor.post(PATH, {});
    assert.match(text(asked.html), /Confirmez que c’est vous/);
    assert.deepEqual(codesIn(asked.html), []);
    assert.match(text((await visitor.open('/fr/admin/account')).html), /Encore 0 sur 10/);
  });
});
