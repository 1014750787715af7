import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../../src/platform/database.ts';
import { summarised } from '../../../support/forms.ts';
import { text } from '../../../support/journeys.ts';
import { deadlocks } from '../../../support/locks.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import {
  addColleague,
  askSetUp,
  codeOf,
  newColleague,
  type SetUpLink,
  STAFF_PASSWORD,
  secretIn,
  signInAs,
  signInColleague,
} from '../../../support/staff.ts';
import { Authenticator } from '../../../support/staff-account/authenticator.ts';
import { signInByPasskey } from '../../../support/staff-account/passkeys.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const run = (query: ReturnType<typeof sql>) => portal.app.db.transaction((tx) => tx.run(query));
type Given = { password?: string; again?: string; code?: string };

async function setUp(link: SetUpLink, given: Given = {}): Promise<Visitor> {
  const visitor = new Visitor(portal);
  const { password = STAFF_PASSWORD, again = password, code = codeOf(portal, link) } = given;
  await visitor.post(link.path, { password, passwordConfirmation: again, code, offer: link.offer });
  return visitor;
}

describe('the page of a set-up link', () => {
  it('shows a secret as a QR code and in groups of four', async () => {
    const { path } = await askSetUp(portal);
    const visitor = new Visitor(portal);
    const { html } = await visitor.open(path);
    assert.match(html, /<code class="secret">([A-Z2-7]{4} ){7}[A-Z2-7]{4}</);
    assert.match(html, /<svg class="qr-code" role="img" aria-label="[^"]+" viewBox="0 0 \d+ \d+"/);
    assert.equal(visitor.page.headers.get('cache-control'), 'no-store');
    assert.ok(!portal.logged.join('').includes(path.split('/').at(-1) ?? ''));
  });

  it('shows another each time: who only opened the link holds one that is worth nothing', async () => {
    const person = newColleague();
    const link = await askSetUp(portal, person);
    const spied = secretIn((await new Visitor(portal).open(link.path)).html);
    assert.notEqual(spied, secretIn((await new Visitor(portal).open(link.path)).html));
    assert.equal((await setUp(link)).page.status, 303);
    portal.clock.advance(30);
    const spy = { ...person, id: '', password: STAFF_PASSWORD, secret: spied };
    assert.equal((await signInAs(portal, spy)).page.status, 422);
  });

  it('keeps the one that was scanned after a mistake, and takes none of another link', async () => {
    const link = await askSetUp(portal);
    assert.equal(secretIn((await setUp(link, { again: 'autre chose encore' })).page.html), link.secret);
    const other = await askSetUp(portal);
    const foreign = await setUp({ ...link, secret: other.secret, offer: other.offer });
    assert.equal(foreign.page.status, 422);
    assert.ok(![link.secret, other.secret].includes(secretIn(foreign.page.html)));
  });

  it('makes the account usable, signs in, and works once', async () => {
    const link = await askSetUp(portal);
    const visitor = new Visitor(portal);
    const { html } = await visitor.open(link.path);
    visitor
      .fill('Mot de passe', STAFF_PASSWORD)
      .fill('Vérification', STAFF_PASSWORD)
      .fill('Code à 6 chiffres', codeOf(portal, { secret: secretIn(html) }));
    await visitor.press('Activer mon compte');
    assert.equal(visitor.page.location, '/fr/admin');
    await visitor.follow();
    assert.match(
      text(visitor.page.html),
      /Votre compte est activé.*Nadia Benali|Nadia Benali.*Votre compte est activé/,
    );
    assert.equal((await new Visitor(portal).open(link.path)).status, 410);
    assert.equal((await setUp(link)).page.status, 410);
  });

  it('spends the code it was shown: signing in asks for the next one', async () => {
    const person = newColleague();
    const link = await askSetUp(portal, person);
    const code = codeOf(portal, link);
    await setUp(link, { code });
    const colleague = { ...person, id: '', password: STAFF_PASSWORD, secret: link.secret };
    assert.equal((await signInAs(portal, colleague, { code })).page.status, 422);
    portal.clock.advance(30);
    assert.equal((await signInAs(portal, colleague)).page.status, 303);
  });

  it('refuses a password under 15 characters, a common or personal one, two that differ, and a wrong code', async () => {
    const link = await askSetUp(portal);
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
      const { page } = await setUp(link, given);
      assert.equal(page.status, 422, JSON.stringify(given));
      assert.match(text(page.html), words);
      assert.ok(page.html.includes('qr-code'));
    }
    assert.equal((await setUp(link)).page.status, 303);
  });

  it('says all that is wrong at once, in the order of the page', async () => {
    const link = await askSetUp(portal);
    const foreign = codeOf(portal, { secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' });
    for (const [given, fields] of [
      [{ password: 'lampe girafe 9', code: '' }, ['password', 'code']],
      [{ password: 'lampe girafe 9', again: 'autre', code: foreign }, ['password', 'code']],
      [{ again: 'autre', code: '' }, ['passwordConfirmation', 'code']],
      [{ again: 'autre', code: foreign }, ['passwordConfirmation', 'code']],
      [{ password: '', code: foreign }, ['password', 'code']],
    ] as const) {
      const { page } = await setUp(link, given);
      assert.equal(page.status, 422);
      assert.deepEqual(summarised(page.html), fields, JSON.stringify(given));
    }
    assert.equal((await setUp(link)).page.status, 303);
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
    for (const link of [old, replaced, theirs]) {
      const page = await new Visitor(portal).open(link.path);
      assert.equal(page.status, 410);
      assert.match(text(page.html), /Ce lien ne fonctionne plus.*Demandez-en un nouveau/);
      assert.equal((await setUp(link)).page.status, 410);
    }
    assert.equal((await setUp(newer)).page.status, 303);
  });

  it('gives one account to one person when two press the button at once', async () => {
    const link = await askSetUp(portal);
    const answers = await Promise.all([1, 2, 3].map(() => setUp(link)));
    assert.deepEqual(answers.map(({ page }) => page.status).sort(), [303, 410, 410]);
  });

  it('leaves an account that has one as it is until it is used; then its sessions, password and app are over', async () => {
    const { visitor, colleague } = await signInColleague(portal);
    const link = await askSetUp(portal, colleague);
    const { secret } = link;
    assert.equal((await visitor.open('/fr/admin')).status, 200);
    await new Visitor(portal).open(link.path);
    assert.equal((await visitor.open('/fr/admin')).status, 200);
    const password = 'autre lampe girafe violette';
    assert.equal((await setUp(link, { password })).page.status, 303);
    assert.equal((await visitor.open('/fr/admin')).status, 303);
    portal.clock.advance(30);
    assert.equal((await signInAs(portal, colleague)).page.status, 422);
    assert.equal((await signInAs(portal, { ...colleague, secret })).page.status, 422);
    assert.equal((await signInAs(portal, { ...colleague, password })).page.status, 422);
    assert.equal((await signInAs(portal, { ...colleague, password, secret })).page.status, 303);
  });

  it('and a sign-in at the same time wait for each other, and end without an accident', async () => {
    const colleague = await addColleague(portal);
    await signInAs(portal, colleague, { password: 'pas le bon du tout' });
    for (let round = 0; round < 5; round += 1) {
      const link = await askSetUp(portal, colleague);
      const answers = await Promise.all([setUp(link), signInAs(portal, colleague), signInAs(portal, colleague)]);
      assert.ok(answers.every(({ page }) => page.status < 500));
      portal.clock.advance(60);
    }
    assert.equal(await deadlocks(portal), 0);
  });

  it('is refused from another site', async () => {
    const link = await askSetUp(portal);
    const { path, offer } = link;
    const code = codeOf(portal, link);
    const fields = { password: STAFF_PASSWORD, passwordConfirmation: STAFF_PASSWORD, code, offer };
    const answer = await new Visitor(portal).post(path, fields, { 'sec-fetch-site': 'cross-site' });
    assert.equal(answer.status, 403);
    assert.equal((await setUp(link)).page.status, 303);
  });
});

describe('a passkey in place of an app', () => {
  const fields = (changes: object) => ({
    password: STAFF_PASSWORD,
    passwordConfirmation: STAFF_PASSWORD,
    factor: 'passkey',
    credential: '',
    ...changes,
  });

  it('is made once the password can be chosen, and then signs in; the page of the link is dead', async () => {
    const { path } = await askSetUp(portal);
    const visitor = new Visitor(portal);
    const device = new Authenticator(portal.origin);
    for (const password of ['', 'trop court', 'azertyuiop123456']) {
      const wrong = fields({ password, passwordConfirmation: password });
      assert.equal((await visitor.post(`${path}/challenge`, wrong)).status, 422);
    }
    const unmade = await visitor.post(path, fields({ password: 'trop court', passwordConfirmation: 'trop' }));
    assert.deepEqual(summarised(unmade.html), ['password'], 'nothing is said of a passkey that was not made');
    const options = JSON.parse((await visitor.post(`${path}/challenge`, fields({}))).html);
    const sent = fields({ credential: device.create(options) });
    assert.equal((await visitor.post(path, sent)).location, '/fr/admin');
    assert.equal((await visitor.post(path, sent)).status, 410);
    assert.equal((await visitor.post(`${path}/challenge`, fields({}))).status, 422);
    assert.equal((await signInByPasskey(new Visitor(portal), device)).status, 303);
  });

  it('is refused without an answer, with that of another link, and when it is somebody else’s', async () => {
    const [one, other] = [await askSetUp(portal), await askSetUp(portal)];
    const visitor = new Visitor(portal);
    const device = new Authenticator(portal.origin);
    assert.equal((await visitor.post(one.path, fields({}))).status, 422);
    const options = JSON.parse((await visitor.post(`${one.path}/challenge`, fields({}))).html);
    assert.equal((await visitor.post(other.path, fields({ credential: device.create(options) }))).status, 422);
    assert.equal((await visitor.post(one.path, fields({ credential: device.create(options) }))).status, 303);
    const again = JSON.parse((await visitor.post(`${other.path}/challenge`, fields({}))).html);
    assert.equal((await visitor.post(other.path, fields({ credential: device.create(again) }))).status, 404);
    assert.equal((await visitor.open(other.path)).status, 200, 'the link still stands');
  });
});
