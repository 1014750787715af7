import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../../src/platform/database.ts';
import { codeAt } from '../../../../src/platform/second-factor.ts';
import { text } from '../../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal } from '../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { addColleague, STAFF_PASSWORD, secretIn, signInColleague } from '../../../support/staff.ts';
import { newAddress, Visitor } from '../../../support/visitor.ts';

const STAFF = '/fr/admin/staff';
let portal: TestPortal;
let sofia: Visitor;
let sofiaId: string;
before(async () => {
  portal = await startPortal();
  const signedIn = await signInColleague(portal, 'administrator');
  sofia = signedIn.visitor;
  sofiaId = signedIn.colleague.id;
});

async function invite(email: string) {
  await sofia.open(STAFF);
  sofia.fill('Prénom', 'Amina').fill('Nom', 'El Amrani').fill('Adresse e-mail', email).choose('Français');
  sofia.tick('Administration').tick('Commerces et classes moyennes');
  return sofia.press('Envoyer l’invitation');
}
const invitationTo = (email: string) => portal.mailTo(email, /Activez votre compte/);

describe('an invitation of an administrator', () => {
  it('brings a link by mail, whose form alone uses it up, and lets in with the roles and departments given', async () => {
    const email = newAddress('amina');
    const answer = await invite(email);
    assert.equal(answer.status, 303);
    const account = await sofia.follow();
    assert.match(text(account.html), /Amina El Amrani Invité.*Agent, Administration/);
    const link = linkIn(await invitationTo(email));
    assert.match(new URL(link).pathname, /^\/fr\/admin\/set-up\/[\w-]{43}$/);
    const amina = new Visitor(portal);
    assert.equal((await amina.open(link)).status, 200);
    await amina.open(link);
    const secret = secretIn(amina.page.html);
    amina.fill('Mot de passe', STAFF_PASSWORD).fill('Vérification', STAFF_PASSWORD);
    amina.fill('Code à 6 chiffres', codeAt(secret, portal.clock.now()));
    await amina.press('Activer mon compte');
    assert.equal(amina.page.status, 303);
    assert.equal((await amina.open(STAFF)).status, 200);
    assert.equal((await amina.open('/fr/admin/submissions')).status, 200);
    assert.equal((await new Visitor(portal).open(link)).status, 410);
    const { rows } = await portal.app.db.pool.query(
      `select name, details ->> 'act' as act, details ->> 'after' as after from audit_events
       where details ->> 'account' = (select id::text from staff_members where email = $1) and name = 'staff-account-handled'`,
      [email],
    );
    assert.deepEqual(rows, [{ name: 'staff-account-handled', act: 'added', after: 'agent, administrator, commerce' }]);
  });

  it('lives 48 hours, and the link of the earlier one dies with it', async () => {
    const email = newAddress('amina');
    await invite(email);
    const first = linkIn(await invitationTo(email));
    await sofia.follow();
    await sofia.open(`${sofia.page.url}/invitation`);
    await sofia.fill('Motif', 'Mail perdu').press('Envoyer l’invitation');
    assert.equal(sofia.page.status, 303);
    const second = linkIn(await invitationTo(email));
    assert.equal((await new Visitor(portal).open(first)).status, 410);
    assert.equal((await new Visitor(portal).open(second)).status, 200);
    const { rows } = await portal.app.db.pool.query(
      `select extract(epoch from expires_at - now()) / 3600 as hours from staff_links
       where staff_member_id = (select id from staff_members where email = $1)`,
      [email],
    );
    assert.ok(rows[0].hours > 47.9 && rows[0].hours <= 48);
  });

  it('sent twice makes one account, and leads to it; somebody’s account is never changed by it', async () => {
    const email = newAddress('amina');
    const { url } = sofia.page;
    const fields = { firstName: 'A', lastName: 'B', email, language: 'nl', roles: 'agent' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => sofia.post(STAFF, fields)));
    assert.equal(new Set(answers.map(({ location }) => location)).size, 1, url);
    const nadia = await addColleague(portal);
    const known = await sofia.post(STAFF, { ...fields, email: nadia.email, roles: 'administrator' });
    assert.equal(known.location, `${STAFF}/${nadia.id}`);
    assert.match(text((await sofia.follow()).html), /a déjà un compte.*Nadia Benali.*Agent/);
  });

  it('names what is wrong, keeps what was typed, and takes nothing from another site', async () => {
    const wrong = { firstName: 'Amina', lastName: '', email: 'x', language: 'en', departments: 'army' };
    const { status, html } = await sofia.post(STAFF, wrong);
    assert.equal(status, 422);
    for (const field of ['lastName', 'email', 'language', 'roles', 'departments']) {
      assert.ok(html.includes(`href="#${field}"`), field);
    }
    assert.ok(html.includes('value="Amina"'));
    const fields = { firstName: 'A', lastName: 'B', email: newAddress('x'), language: 'fr', roles: 'mayor' };
    assert.equal((await sofia.post(STAFF, fields)).status, 422);
    assert.equal((await sofia.post(STAFF, { ...fields, roles: 'agent' }, FROM_ANOTHER_SITE)).status, 403);
  });
});

describe('the list of the staff', () => {
  it('is searched by name and address, and says what somebody suspended leaves behind', async () => {
    const nadia = await addColleague(portal);
    await portal.app.db.transaction(async (tx) => {
      await tx.run(sql`update staff_members set status = 'suspended', last_name = 'D’Hondt_%' where id = ${nadia.id}`);
    });
    const { html } = await sofia.open(`${STAFF}?q=${encodeURIComponent('D’Hondt_%')}`);
    assert.match(text(html), /Nadia D’Hondt_% .*tous les services Suspendu/);
    assert.ok(!html.includes(`${STAFF}/${sofiaId}`));
    assert.match(text((await sofia.open(`${STAFF}?q=personne-de-ce-nom`)).html), /Personne ne correspond/);
  });

  it('is read page by page, by name', async () => {
    await portal.app.db.pool.query(
      `insert into staff_members (email, first_name, last_name, roles, language)
       select 'many' || n || '@exemple.be', 'Zoé', 'Zzz' || lpad(n::text, 2, '0'), '{helpdesk}', 'fr' from generate_series(1, 45) n`,
    );
    const seen: string[] = [];
    let next: string | undefined = `${STAFF}?q=zzz`;
    while (next !== undefined) {
      const { html } = await sofia.open(next);
      seen.push(...[...html.matchAll(/Zoé (Zzz\d\d)</g)].map(([, name = '']) => name));
      next = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    }
    assert.deepEqual(
      seen,
      Array.from({ length: 45 }, (_, index) => `Zzz${String(index + 1).padStart(2, '0')}`),
    );
  });
});
