import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../../src/platform/database.ts';
import { olderBy, secondsLeft } from '../../../support/clocks/sessions.ts';
import { lucie, type Person, signIn, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { newAddress, Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let person: Person;
before(async () => {
  portal = await startPortal();
  person = (await signUp(portal)).person;
});

const WRONG = 'pas du tout le bon';
/** What differs between two refusals of different addresses is the address itself, and nothing else. */
const withoutAddress = (html: string, email: string) => html.replaceAll(email, '…');

describe('signing in', () => {
  it('leads to Mon espace with a new session id', async () => {
    const visitor = new Visitor(portal);
    visitor.setCookie('session', 's%3Afixed.by-somebody');
    await visitor.open('/fr/sign-in');
    visitor.fill('Adresse e-mail', person.email).fill('Mot de passe', person.password);
    await visitor.press('Connecter');
    assert.equal(visitor.page.status, 303);
    assert.equal(visitor.page.location, '/fr/my-space');
    assert.notEqual(visitor.cookie('session'), 's%3Afixed.by-somebody');
    const first = visitor.cookie('session');
    await visitor.open('/fr/sign-in');
    assert.equal(visitor.page.location, '/fr/my-space');
    const again = await signIn(portal, person);
    assert.notEqual(again.cookie('session'), first);
  });

  it('answers the same to an unknown address, a wrong password, a delayed and a suspended account', async () => {
    const suspended = (await signUp(portal)).person;
    await portal.app.db.transaction((tx) =>
      tx.run(sql`update citizens set status = 'suspended' where email = ${suspended.email}`),
    );
    const delayed = (await signUp(portal)).person;
    for (let tries = 0; tries < 6; tries += 1) await signIn(portal, { ...delayed, password: WRONG });
    const answers: string[] = [];
    for (const attempt of [
      { email: newAddress('nobody'), password: WRONG },
      { email: person.email, password: WRONG },
      { email: delayed.email, password: delayed.password },
      { email: suspended.email, password: WRONG },
    ]) {
      const { page } = await signIn(portal, attempt);
      assert.equal(page.status, 422);
      answers.push(withoutAddress(page.html, attempt.email));
    }
    assert.equal(new Set(answers).size, 1);
    // Who knows the password is told what to do; that an account is suspended tells nothing to anybody else.
    const { page } = await signIn(portal, suspended);
    assert.equal(page.status, 422);
    assert.match(text(page.html), /Votre compte est suspendu.*Appelez la commune/);
  });

  it('says once what is wrong, marks both fields, and leads to a new password without losing the way', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/sign-in?next=/fr/account');
    visitor.fill('Adresse e-mail', newAddress('nobody')).fill('Mot de passe', WRONG);
    const { status, html } = await visitor.press('Connecter');
    assert.equal(status, 422);
    assert.equal(html.match(/class="govuk-error-message"/g)?.length, 1);
    for (const id of ['email', 'password']) {
      assert.match(new RegExp(`<input[^>]*id="${id}"[^>]*>`).exec(html)?.[0] ?? '', /aria-invalid="true"/);
    }
    assert.ok(html.includes('href="/fr/password-reset?next=%2Ffr%2Faccount">Choisir un nouveau mot de passe</a>'));
  });

  it('delays an account after five failures, and lets the right password in once the delay is over', async () => {
    const { person: jan } = await signUp(portal);
    for (let tries = 0; tries < 5; tries += 1) await signIn(portal, { ...jan, password: WRONG });
    assert.equal((await signIn(portal, jan)).page.status, 422);
    await portal.app.db.transaction((tx) => tx.run(sql`update sign_in_delays set delayed_until = now()`));
    assert.equal((await signIn(portal, jan)).page.status, 303);
    assert.match((await portal.mailTo(jan.email, /plusieurs essais/)).text, /nouveau mot de passe/);
  });

  it('counts tries per network, before the look-up', async () => {
    const strict = await startPortal({ environment: { SIGN_IN_LIMIT_PER_5_MINUTES: '2' } });
    const statuses: number[] = [];
    for (let tries = 0; tries < 3; tries += 1) {
      statuses.push((await signIn(strict, { email: newAddress(), password: WRONG })).page.status);
    }
    assert.deepEqual(statuses, [422, 422, 429]);
  });

  it('returns to the page asked for, and to no other site', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/account/preferences');
    assert.equal(visitor.page.location, '/fr/sign-in?next=%2Ffr%2Faccount%2Fpreferences');
    await visitor.follow();
    visitor.fill('Adresse e-mail', person.email).fill('Mot de passe', person.password);
    await visitor.press('Connecter');
    assert.equal(visitor.page.location, '/fr/account/preferences');
    for (const next of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example/',
      'javascript:alert(1)',
      '/%09/evil',
      '/a\nb',
    ]) {
      const other = new Visitor(portal);
      const answer = await other.post('/fr/sign-in', {
        email: person.email,
        password: person.password,
        next,
        interrupted: '',
      });
      assert.ok(['/fr/my-space', '/%09/evil'].includes(answer.location ?? ''), `${next} led to ${answer.location}`);
    }
  });

  it('keeps what was typed in a form whose session had ended', async () => {
    const visitor = await signIn(portal, person);
    await visitor.open('/fr/account/personal-data');
    visitor.fill('Prénom', 'Lucie-Anne');
    visitor.setCookie('session', 'gone');
    const page = await visitor.press('Enregistrer');
    assert.equal(page.status, 401);
    assert.match(text(page.html), /ce que vous avez écrit est gardé/);
    visitor.fill('Adresse e-mail', person.email).fill('Mot de passe', person.password);
    await visitor.press('Connecter');
    assert.match(visitor.page.location ?? '', /^\/fr\/account\/personal-data\?resumed=/);
    await visitor.follow();
    assert.match(visitor.page.html, /value="Lucie-Anne"/);
  });
});

describe('the sign-in page', () => {
  it('is refused from another site', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/sign-in');
    visitor.fill('Adresse e-mail', person.email).fill('Mot de passe', person.password);
    assert.equal((await visitor.press('Connecter', FROM_ANOTHER_SITE)).status, 403);
    assert.equal(visitor.cookie('session'), undefined);
  });
});

describe('a session', () => {
  it('ends after 30 idle minutes', async () => {
    const visitor = await signIn(portal, person);
    await portal.app.db.transaction((tx) => tx.run(sql`update sessions set expire = now() - interval '1 second'`));
    assert.equal((await visitor.open('/fr/my-space')).status, 303);
  });

  it('ends after 12 hours, however busy', async () => {
    const visitor = await signIn(portal, person);
    await olderBy(portal, 'sessions', 11.9);
    portal.clock.advance(61);
    assert.equal((await visitor.open('/fr/my-space')).status, 200);
    assert.ok((await secondsLeft(portal, 'sessions')) <= 361);
    await olderBy(portal, 'sessions', 0.1);
    portal.clock.advance(61);
    await visitor.open('/fr/my-space');
    assert.equal((await visitor.open('/fr/my-space')).status, 303);
  });

  it('neither outlives its day nor ends early when the clock of the process is wrong for a moment', async () => {
    portal.clock.advance(30 * 86_400);
    const visitor = await signIn(portal, person);
    await visitor.open('/fr/my-space');
    portal.clock.advance(-30 * 86_400);
    assert.ok((await secondsLeft(portal, 'sessions')) <= 30 * 60);
    await portal.app.db.pool.query("update sessions set expire = now() + interval '1 minute'");
    assert.equal((await visitor.open('/fr/my-space')).status, 200);
    assert.ok((await secondsLeft(portal, 'sessions')) > 29 * 60);
  });

  it('ends at once when the account is suspended', async () => {
    const { visitor, person: other } = await signUp(portal, lucie());
    await portal.app.db.transaction((tx) =>
      tx.run(sql`update citizens set status = 'suspended' where email = ${other.email}`),
    );
    assert.equal((await visitor.open('/fr/my-space')).status, 303);
  });

  it('is one of five at most: the sixth sign-in ends the oldest', async () => {
    const { visitor, person: busy } = await signUp(portal, lucie());
    for (let count = 0; count < 5; count += 1) {
      portal.clock.advance(1);
      await signIn(portal, busy);
    }
    assert.equal((await visitor.open('/fr/my-space')).status, 303);
  });
});
