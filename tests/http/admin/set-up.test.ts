import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../src/platform/database.ts';
import { text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import {
  addColleague,
  askSetUp,
  codeOf,
  newColleague,
  STAFF_PASSWORD,
  signInAs,
  signInColleague,
} from '../../support/staff.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const run = (query: ReturnType<typeof sql>) => portal.app.db.transaction((tx) => tx.run(query));
type Given = { password?: string; again?: string; code?: string };

async function setUp(path: string, secret: string, given: Given = {}): Promise<Visitor> {
  const visitor = new Visitor(portal);
  const { password = STAFF_PASSWORD, again = password, code = codeOf(portal, { secret }) } = given;
  await visitor.post(path, { password, passwordConfirmation: again, code });
  return visitor;
}

describe('the page of a set-up link', () => {
  it('shows the secret as a QR code and in groups of four, the same however often it is opened', async () => {
    const { path, secret } = await askSetUp(portal);
    const visitor = new Visitor(portal);
    const first = (await visitor.open(path)).html;
    assert.ok(first.includes(secret.replace(/.{4}(?=.)/g, '$& ')));
    assert.match(first, /<svg class="qr-code" role="img" aria-label="[^"]+" viewBox="0 0 \d+ \d+"/);
    assert.equal((await visitor.open(path)).html, first);
    assert.equal(visitor.page.headers.get('cache-control'), 'no-store');
    assert.ok(!portal.logged.join('').includes(path.split('/').at(-1) ?? ''));
  });

  it('makes the account usable, signs in, and works once', async () => {
    const { path, secret } = await askSetUp(portal);
    const visitor = new Visitor(portal);
    await visitor.open(path);
    visitor
      .fill('Mot de passe', STAFF_PASSWORD)
      .fill('Vérification', STAFF_PASSWORD)
      .fill('Code à 6 chiffres', codeOf(portal, { secret }));
    await visitor.press('Activer mon compte');
    assert.equal(visitor.page.location, '/fr/admin');
    await visitor.follow();
    assert.match(
      text(visitor.page.html),
      /Votre compte est activé.*Nadia Benali|Nadia Benali.*Votre compte est activé/,
    );
    assert.equal((await new Visitor(portal).open(path)).status, 410);
    assert.equal((await setUp(path, secret)).page.status, 410);
  });

  it('spends the code it was shown: signing in asks for the next one', async () => {
    const person = newColleague();
    const { path, secret } = await askSetUp(portal, person);
    await setUp(path, secret);
    const colleague = { ...person, id: '', password: STAFF_PASSWORD, secret };
    assert.equal((await signInAs(portal, colleague)).page.status, 422);
    portal.clock.advance(30);
    assert.equal((await signInAs(portal, colleague)).page.status, 303);
  });

  it('refuses a password under 15 characters, a common or personal one, two that differ, and a wrong code', async () => {
    const { path, secret } = await askSetUp(portal);
    for (const [given, words] of [
      [{ password: 'lampe girafe 9' }, /au moins 15 caractères/],
      [{ password: 'schaerbeek-schaerbeek' }, /trop facile à deviner/],
      [{ password: 'nadia benali nadia benali' }, /ressemble à votre nom/],
      [{ again: 'autre chose encore' }, /ne sont pas les mêmes/],
      [{ password: '' }, /Choisissez un mot de passe/],
      [{ code: '' }, /Saisissez le code/],
      [{ code: 'abcdef' }, /Le code compte 6 chiffres/],
      [{ code: codeOf(portal, { secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' }) }, /Ce code n’est pas celui de l’image/],
    ] as const) {
      const { page } = await setUp(path, secret, given);
      assert.equal(page.status, 422, JSON.stringify(given));
      assert.match(text(page.html), words);
      assert.ok(page.html.includes('qr-code'));
    }
    assert.equal((await setUp(path, secret)).page.status, 303);
  });

  it('is dead when it is unknown, too old, replaced by a newer one, or the account is suspended', async () => {
    assert.equal((await new Visitor(portal).open('/fr/admin/set-up/unknown')).status, 410);
    const old = await askSetUp(portal);
    await run(sql`update staff_links set expires_at = now() - interval '1 second'`);
    const person = newColleague();
    const replaced = await askSetUp(portal, person);
    const newer = await askSetUp(portal, person);
    const suspended = await addColleague(portal);
    const theirs = await askSetUp(portal, suspended);
    await run(sql`update staff_members set status = 'suspended' where id = ${suspended.id}`);
    for (const { path, secret } of [old, replaced, theirs]) {
      const page = await new Visitor(portal).open(path);
      assert.equal(page.status, 410);
      assert.match(text(page.html), /Ce lien ne fonctionne plus.*Demandez-en un nouveau/);
      assert.equal((await setUp(path, secret)).page.status, 410);
    }
    assert.equal((await setUp(newer.path, newer.secret)).page.status, 303);
  });

  it('gives one account to one person when two press the button at once', async () => {
    const { path, secret } = await askSetUp(portal);
    const answers = await Promise.all([1, 2, 3].map(() => setUp(path, secret)));
    assert.deepEqual(answers.map(({ page }) => page.status).sort(), [303, 410, 410]);
  });

  it('leaves an account that has one as it is until it is used; then its sessions, password and app are over', async () => {
    const { visitor, colleague } = await signInColleague(portal);
    const { path, secret } = await askSetUp(portal, colleague);
    assert.equal((await visitor.open('/fr/admin')).status, 200);
    await new Visitor(portal).open(path);
    assert.equal((await visitor.open('/fr/admin')).status, 200);
    const password = 'autre lampe girafe violette';
    assert.equal((await setUp(path, secret, { password })).page.status, 303);
    assert.equal((await visitor.open('/fr/admin')).status, 303);
    portal.clock.advance(30);
    assert.equal((await signInAs(portal, colleague)).page.status, 422);
    assert.equal((await signInAs(portal, { ...colleague, secret })).page.status, 422);
    assert.equal((await signInAs(portal, { ...colleague, password })).page.status, 422);
    assert.equal((await signInAs(portal, { ...colleague, password, secret })).page.status, 303);
  });

  it('is refused from another site', async () => {
    const { path, secret } = await askSetUp(portal);
    const fields = { password: STAFF_PASSWORD, passwordConfirmation: STAFF_PASSWORD, code: codeOf(portal, { secret }) };
    const answer = await new Visitor(portal).post(path, fields, { 'sec-fetch-site': 'cross-site' });
    assert.equal(answer.status, 403);
    assert.equal((await setUp(path, secret)).page.status, 303);
  });
});
