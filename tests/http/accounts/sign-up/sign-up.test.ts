import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { sql } from '../../../../src/platform/database.ts';
import { summarised } from '../../../support/forms.ts';
import { captchaAnswer, lucie, signIn, signUp, submitSignUp, text } from '../../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal } from '../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { newAddress, PASSWORD, Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const countCitizens = async (email: string) => {
  const row = z.strictObject({ n: z.coerce.number() });
  return (await portal.app.db.one(row, sql`select count(*) as n from citizens where email = ${email}`)).n;
};

describe('creating an account', () => {
  it('shows Mon espace at once, signed in, and asks to confirm the address', async () => {
    const { visitor, person } = await signUp(portal);
    await visitor.follow();
    assert.equal(visitor.page.status, 200);
    assert.match(text(visitor.page.html), /Mon espace.*Bienvenue, Lucie/);
    assert.match(text(visitor.page.html), new RegExp(`Confirmez votre adresse e-mail.*${person.email}`));
    const mail = await portal.mailTo(person.email);
    assert.equal(mail.subject, 'Confirmez votre adresse e-mail');
  });

  it('keeps what was typed except the passwords when something is wrong, with 422 and a link to each field', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/sign-up');
    visitor.fill('Prénom', 'Lucie <3').fill('Nom', '').fill('Adresse e-mail', 'lucie@').fill('Mot de passe', PASSWORD);
    const page = await visitor.press('Créer un compte');
    assert.equal(page.status, 422);
    assert.match(page.html, /value="Lucie &lt;3"/);
    assert.match(page.html, /value="lucie@"/);
    assert.ok(!page.html.includes(PASSWORD));
    assert.deepEqual(summarised(page.html), ['lastName', 'email', 'passwordConfirmation', 'captcha']);
    assert.match(page.html, /<title>Erreur/);
  });

  it('says what is wrong in the order of the page, and nothing of the verification while the password is refused', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/sign-up');
    visitor.fill('Prénom', 'Lucie').fill('Adresse e-mail', 'lucie@').fill('Mot de passe', 'court');
    const page = await visitor.press('Créer un compte');
    assert.deepEqual(summarised(page.html), ['lastName', 'email', 'password', 'captcha']);
    assert.equal((await visitor.press('Créer un compte')).status, 422);
    assert.ok(summarised(visitor.page.html).every((field) => field !== 'passwordConfirmation'));
  });

  it('refuses an address already used, whatever its case, and tells its owner by mail', async () => {
    const { person } = await signUp(portal);
    const visitor = new Visitor(portal);
    await visitor.open('/fr/sign-up');
    const page = await submitSignUp(visitor, lucie({ email: person.email.toUpperCase() }));
    assert.equal(page.status, 422);
    assert.match(text(page.html), /Cette adresse e-mail est déjà utilisée/);
    assert.match(page.html, /href="\/fr\/password-reset"/);
    assert.equal((await portal.mailTo(person.email, /déjà un compte/)).language, 'fr');
    assert.equal(await countCitizens(person.email), 1);
  });

  it('asks about a slip in the address without standing in the way: when the page comes back, and in Mon espace', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/sign-up');
    const local = `lucie.${Date.now()}`;
    const question = new RegExp(`Vouliez-vous dire ${local}@gmail\\.com\\s\\?`);
    const person = { ...lucie(), email: `${local}@gmail.comm` };
    await submitSignUp(visitor, { ...person, lastName: '' });
    assert.equal(visitor.page.status, 422);
    assert.match(text(visitor.page.html), question);
    assert.ok(visitor.page.html.includes(`value="${person.email}"`));
    await submitSignUp(visitor, person);
    assert.equal(visitor.page.location, '/fr/my-space');
    assert.match(text((await visitor.follow()).html), question);
    assert.equal(await countCitizens(person.email), 1);
  });

  it('refuses an address that is not ASCII: look-alikes never meet', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/sign-up');
    assert.equal((await submitSignUp(visitor, lucie({ email: 'm\u0131ke@exemple.be' }))).status, 422);
  });

  it('makes one account of a hundred simultaneous sign-ups of one address', async () => {
    const person = lucie();
    const visitors = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const visitor = new Visitor(portal);
        await visitor.open('/fr/sign-up');
        return visitor;
      }),
    );
    const answers = await Promise.all(visitors.map((visitor) => submitSignUp(visitor, person)));
    const statuses = answers.map(({ status }) => status).sort();
    assert.equal(statuses.filter((status) => status === 303).length, 1);
    assert.equal(statuses.filter((status) => status === 422).length, 99);
    assert.equal(await countCitizens(person.email), 1);
  });

  it('shows the first result to a second press of the button', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/sign-up');
    const person = lucie();
    const page = { ...visitor.page };
    const [first] = [await submitSignUp(visitor, person)];
    visitor.page = page;
    const second = await submitSignUp(visitor, person);
    assert.deepEqual([first.status, second.status], [303, 303]);
    assert.equal(second.location, '/fr/my-space');
    assert.equal(await countCitizens(person.email), 1);
  });

  it('gives the account the language of the page', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/nl/sign-up');
    const email = newAddress('jan');
    const captcha = captchaAnswer(portal, visitor.page.html);
    const [, captchaChallenge = ''] = /name="captchaChallenge" value="([^"]+)"/.exec(visitor.page.html) ?? [];
    const fields = { firstName: 'Jan', lastName: 'Peeters', email, password: PASSWORD, passwordConfirmation: PASSWORD };
    await visitor.post('/nl/sign-up', { ...fields, captcha, captchaChallenge });
    assert.equal(visitor.page.location, '/nl/my-space');
    assert.equal((await portal.mailTo(email)).language, 'nl');
  });

  it('refuses weak passwords with words that say how to choose one', async () => {
    for (const [password, words] of [
      ['court', /au moins 12 caractères/],
      ['azertyuiop123', /trop facile à deviner/],
      ['Lucie Lambert 2026', /ressemble à votre nom/],
      ['x'.repeat(129), /128 caractères au plus|trop facile/],
    ] as const) {
      const visitor = new Visitor(portal);
      await visitor.open('/fr/sign-up');
      const page = await submitSignUp(visitor, lucie({ password }));
      assert.equal(page.status, 422, password);
      assert.match(text(page.html), words);
    }
  });

  it('lets somebody sign in with a password of 128 characters, and not with its first 127', async () => {
    const password = Array.from(
      { length: 32 },
      (_, index) => `${String.fromCharCode(97 + (index % 26))}${(index * 7) % 10}q-`,
    )
      .join('')
      .slice(0, 128);
    const { person } = await signUp(portal, lucie({ password }));
    assert.equal((await signIn(portal, person)).page.status, 303);
    assert.equal((await signIn(portal, { ...person, password: password.slice(0, 127) })).page.status, 422);
  });
});

describe('the sign-up page', () => {
  it('is refused from another site', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/sign-up');
    const { email } = lucie();
    visitor.fill('Prénom', 'Lucie').fill('Adresse e-mail', email);
    assert.equal((await visitor.press('Créer un compte', FROM_ANOTHER_SITE)).status, 403);
    assert.equal(visitor.cookie('session'), undefined);
  });
});

describe('the quota of sign-ups', () => {
  it('keeps what was typed beyond the limit of the network, except the passwords, and gives the hour', async () => {
    const strict = await startPortal({ environment: { SIGN_UP_LIMIT_PER_HOUR: '2' } });
    for (const status of [303, 303, 429]) {
      const visitor = new Visitor(strict);
      await visitor.open('/fr/sign-up');
      const person = lucie();
      const page = await submitSignUp(visitor, person);
      assert.equal(page.status, status);
      if (status !== 429) continue;
      assert.ok(Number(page.headers.get('retry-after')) > 60);
      assert.match(text(page.html), /Réessayez à partir de \d\d:\d\d/);
      assert.deepEqual(summarised(page.html), ['captcha']);
      assert.ok(page.html.includes(`value="${person.email}"`) && !page.html.includes(person.password));
      await strict.app.db.pool.query('delete from quotas');
      const again = visitor.fill('Mot de passe', person.password).fill('Vérification', person.password);
      again.fill('Recopiez les 4 chiffres de l’image', captchaAnswer(strict, page.html));
      assert.equal((await visitor.press('Créer un compte')).status, 303);
    }
  });
});

describe('the quota of sign-ups of a room of the commune', () => {
  it('is its own, and that of no other network', async () => {
    const strict = await startPortal({
      environment: {
        SIGN_UP_LIMIT_PER_HOUR: '1',
        ROOM_ADDRESSES: '192.0.2.7, 2001:db8:7::1',
        ROOM_SIGN_UP_LIMIT_PER_HOUR: '2',
        WIDE_SIGN_UP_LIMIT_PER_HOUR: '1',
        TRUST_PROXY: 'loopback',
      },
    });
    const answersOf = async (address: string) => {
      const answers: number[] = [];
      for (let count = 0; count < 3; count += 1) {
        const visitor = new Visitor(strict, { 'x-forwarded-for': address });
        await visitor.open('/fr/sign-up');
        answers.push((await submitSignUp(visitor, lucie())).status);
      }
      return answers;
    };
    assert.deepEqual(await answersOf('192.0.2.7'), [303, 303, 429]);
    assert.deepEqual(await answersOf('2001:db8:7::2'), [303, 303, 429]);
    assert.deepEqual(await answersOf('192.0.2.9'), [303, 429, 429]);
  });
});

describe('sign-ups by a program that solves captchas', () => {
  it('meet the bound of the /48 that holds its networks, and are told in the log once', async () => {
    const limits = { WIDE_SIGN_UP_LIMIT_PER_HOUR: '2', SIGN_UPS_PER_HOUR: '1' };
    const strict = await startPortal({ environment: { ...limits, TRUST_PROXY: 'loopback' } });
    const signUpFrom = async (address: string) => {
      const visitor = new Visitor(strict, { 'x-forwarded-for': address });
      await visitor.open('/fr/sign-up');
      return (await submitSignUp(visitor, lucie())).status;
    };
    const addresses = ['2001:db8:1:100::1', '2001:db8:1:200::1', '2001:db8:1:300::1', '2001:db8:2:100::1', '192.0.2.7'];
    const answers: number[] = [];
    for (const address of addresses) answers.push(await signUpFrom(address));
    assert.deepEqual(answers, [303, 303, 429, 303, 303]);
    assert.equal(strict.logged.filter((line) => line.includes('more sign-ups over all networks')).length, 1);
  });
});

describe('where somebody was going', () => {
  const GOAL = '/fr/account/preferences';
  const pathOf = (link: string) => link.slice(portal.origin.length);

  it('is where the confirmation leads, in the same browser and, after sign-in, in another', async () => {
    const visitor = new Visitor(portal);
    const person = lucie();
    await visitor.open(`/fr/sign-up?next=${encodeURIComponent(GOAL)}`);
    assert.equal((await submitSignUp(visitor, person)).location, GOAL);
    const link = pathOf(linkIn(await portal.mailTo(person.email, /Confirmez/)));
    await visitor.open(link);
    assert.equal((await visitor.press('Confirmer mon adresse')).location, GOAL);
    const phone = new Visitor(portal);
    const other = lucie();
    const computer = new Visitor(portal);
    await computer.open(`/fr/sign-up?next=${encodeURIComponent(GOAL)}`);
    await submitSignUp(computer, other);
    await phone.open(pathOf(linkIn(await portal.mailTo(other.email, /Confirmez/))));
    await phone.press('Confirmer mon adresse');
    await phone.follow();
    phone.fill('Adresse e-mail', other.email).fill('Mot de passe', other.password);
    assert.equal((await phone.press('Connecter')).location, GOAL);
  });

  it('is where a new password leads, and never to another site', async () => {
    const { person } = await signUp(portal);
    const visitor = new Visitor(portal);
    const [ours, foreign] = [GOAL, '//other.example/'].map(encodeURIComponent);
    for (const [written, led] of [
      [ours, GOAL],
      [foreign, '/fr/my-space'],
    ]) {
      const asking = new Visitor(portal);
      await asking.open(`/fr/password-reset?next=${ours}`);
      asking.fill('Adresse e-mail', person.email);
      await asking.press('Envoyer le lien');
      const link = pathOf(linkIn(await portal.mailTo(person.email, /Choisi|nouveau mot de passe/i)));
      assert.ok(link.endsWith(`?next=${ours}`), link);
      await visitor.open(link.replace(`${ours}`, `${written}`));
      visitor.fill('Mot de passe', person.password).fill('Vérification', person.password);
      assert.equal((await visitor.press('Enregistrer')).location, led);
    }
  });
});
