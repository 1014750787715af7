import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { signIn, signUp, text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { endOf, letIn, sharedProfile } from '../../support/profiles.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../support/refusals.ts';
import { confirmedCitizen, fileEventPermit } from '../../support/submissions/filing.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

it('closes the account: signed out everywhere, forgotten, told by mail, the address free again', async () => {
  const { visitor, person } = await signUp(portal);
  const elsewhere = await signIn(portal, person);
  await visitor.open('/fr/account/closing');
  visitor.fill('Mot de passe actuel', 'pas le bon du tout');
  assert.equal((await visitor.press('Fermer mon compte définitivement')).status, 422);
  visitor.fill('Mot de passe actuel', person.password);
  await visitor.press('Fermer mon compte définitivement');
  assert.equal(visitor.page.location, '/fr/sign-in?left=closed');
  assert.equal(visitor.page.headers.get('clear-site-data'), '"storage"');
  assert.equal(visitor.cookie('session'), undefined, 'the browser keeps the cookie of a session that is over');
  assert.equal((await elsewhere.open('/fr/my-space')).status, 303);
  assert.equal((await signIn(portal, person)).page.status, 422);
  await portal.mailTo(person.email, /Votre compte est fermé/);
  const again = await signUp(portal, person);
  assert.equal((await again.visitor.open('/fr/my-space')).status, 200);
});

it('says, before and in the mail, that the history of an organisation keeps the name, and it does', async () => {
  const shared = await sharedProfile(portal);
  const { number, owner, colleague } = shared;
  await letIn(shared, 'member');
  const keeps = /L’historique des organisations pour lesquelles vous avez agi garde votre nom/;
  await colleague.visitor.open('/fr/account/closing');
  assert.match(text(colleague.visitor.page.html), keeps);
  colleague.visitor.fill('Mot de passe actuel', colleague.person.password);
  await colleague.visitor.press('Fermer mon compte définitivement');
  assert.match((await portal.mailTo(colleague.person.email, /Votre compte est fermé/)).text ?? '', keeps);
  assert.match(text((await owner.visitor.open(`/fr/profiles/${number}/history`)).html), /Jan Peeters/);
});

it('says before the password that the only manager of an organisation cannot leave it, and where to mend that', async () => {
  const shared = await sharedProfile(portal);
  const { number, owner, colleague } = shared;
  const { status, html } = await owner.visitor.open('/fr/account/closing');
  assert.equal(status, 200);
  assert.match(text(html), /Vous êtes la seule personne gestionnaire de : Brasserie Dubois/);
  assert.ok(html.includes(`<a class="govuk-link" href="/fr/profiles/${number}/members">`));
  assert.ok(!html.includes('currentPassword') && !html.includes('action="/fr/account/closing"'));
  await letIn(shared, 'manager');
  assert.ok((await owner.visitor.open('/fr/account/closing')).html.includes('name="currentPassword"'));
  await colleague.visitor.post(await endOf(portal, number, colleague), { when: 'now' });
  const late = await owner.visitor.post('/fr/account/closing', { currentPassword: owner.person.password });
  assert.equal(late.status, 422);
  assert.ok(late.html.includes(`href="/fr/profiles/${number}/members"`));
});

it('is refused while a request of one’s own is open, and says which; what was filed outlives the account', async () => {
  const { visitor, person } = await confirmedCitizen(portal);
  const path = await fileEventPermit(visitor);
  const page = await visitor.open('/fr/account/closing');
  assert.match(text(page.html), /Ces demandes sont encore ouvertes/);
  assert.ok(page.html.includes(`href="${path}"`));
  assert.ok(!page.html.includes('name="currentPassword"'));
  const refused = await visitor.post('/fr/account/closing', { currentPassword: person.password });
  assert.equal(refused.status, 422);
  assert.ok(refused.html.includes(`href="${path}"`));
  await portal.app.db.pool.query(`update submissions set status = 'accepted' where email = $1`, [person.email]);
  assert.ok(
    !(await visitor.open('/fr/account/closing')).html.includes('name="currentPassword"'),
    'a document may follow',
  );
  await portal.app.db.pool.query(`update submissions set status = 'delivered' where email = $1`, [person.email]);
  await visitor.open('/fr/account/closing');
  visitor.fill('Mot de passe actuel', person.password);
  assert.equal((await visitor.press('Fermer mon compte définitivement')).status, 303);
  const { rowCount } = await portal.app.db.pool.query('select from submissions where email = $1', [person.email]);
  assert.equal(rowCount, 1);
});

it('is not hindered by what one filed for an organisation, which is its own', async () => {
  const shared = await sharedProfile(portal);
  await letIn(shared, 'member');
  const { visitor } = shared.colleague;
  await fileEventPermit(visitor, shared.number);
  assert.ok((await visitor.open('/fr/account/closing')).html.includes('name="currentPassword"'));
});

it('is for somebody signed in, from this site only', async () => {
  await assertAsksToSignIn(portal, '/fr/account/closing');
  const { visitor, person } = await signUp(portal);
  await visitor.open('/fr/account/closing');
  visitor.fill('Mot de passe actuel', person.password);
  assert.equal((await visitor.press('Fermer mon compte définitivement', FROM_ANOTHER_SITE)).status, 403);
  assert.equal((await signIn(portal, person)).page.status, 303);
});
