import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type Person, signIn, signUp } from '../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal } from '../../support/portal.ts';
import { codeOf, signInColleague } from '../../support/staff.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const WRONG = 'pas du tout le bon';
const NEW_PASSWORD = 'quatre lampes bleues marchent';

async function guess(email: string, page = '/fr/sign-in'): Promise<void> {
  for (let count = 0; count < 7; count += 1) {
    await new Visitor(portal).post(page, { email, password: WRONG, code: '123456' });
  }
}

/** From the browser as it is, signed out first. */
async function signInFrom(visitor: Visitor, { email, password }: Pick<Person, 'email' | 'password'>): Promise<number> {
  await visitor.post('/fr/sign-out', {});
  return (await visitor.post('/fr/sign-in', { email, password })).status;
}

describe('while others guess at an address', () => {
  it('a browser that the account signed in from is let in, and any other is not', async () => {
    const { visitor, person } = await signUp(portal);
    await guess(person.email);
    assert.equal((await signIn(portal, person)).page.status, 422);
    assert.equal(await signInFrom(visitor, person), 303);
    assert.equal((await visitor.open('/fr/account')).status, 200);
  });

  it('a browser that another account signed in from is not let in', async () => {
    const { person } = await signUp(portal);
    const { visitor: other } = await signUp(portal);
    await guess(person.email);
    assert.equal(await signInFrom(other, person), 422);
  });

  it('a browser is known no more once the password was reset elsewhere, and the one that changed it stays known', async () => {
    const { visitor, person } = await signUp(portal);
    const owner = new Visitor(portal);
    await owner.post('/fr/password-reset', { email: person.email });
    const link = new URL(linkIn(await portal.mailTo(person.email, /nouveau mot de passe/))).pathname;
    await owner.post(link, { password: NEW_PASSWORD, passwordConfirmation: NEW_PASSWORD });
    await guess(person.email);
    assert.equal(await signInFrom(visitor, { ...person, password: NEW_PASSWORD }), 422);
    assert.equal(await signInFrom(owner, { ...person, password: NEW_PASSWORD }), 303);
    const fields = { password: person.password, passwordConfirmation: person.password };
    await owner.post('/fr/account/password', { currentPassword: NEW_PASSWORD, ...fields });
    assert.equal(await signInFrom(owner, person), 303);
  });

  it('one of the staff is let in from the browser they use', async () => {
    const { visitor, colleague } = await signInColleague(portal);
    await guess(colleague.email, '/fr/admin/sign-in');
    assert.ok(visitor.cookie('known-staff-browser') !== undefined);
    portal.clock.advance(60);
    const { email, password } = colleague;
    const fields = () => ({ email, password, code: codeOf(portal, colleague) });
    assert.equal((await new Visitor(portal).post('/fr/admin/sign-in', fields())).status, 422);
    await visitor.post('/fr/admin/sign-out', {});
    assert.equal((await visitor.post('/fr/admin/sign-in', fields())).status, 303);
  });
});

describe('a known browser', () => {
  it('waits as any other for what is guessed from it', async () => {
    const { visitor, person } = await signUp(portal);
    for (let count = 0; count < 6; count += 1) await signInFrom(visitor, { ...person, password: WRONG });
    assert.equal(await signInFrom(visitor, person), 422);
    assert.equal((await signIn(portal, person)).page.status, 303);
  });

  it('holds nothing that a script reads, or that says who it is', async () => {
    const { visitor, person } = await signUp(portal);
    await visitor.post('/fr/sign-out', {});
    await visitor.post('/fr/sign-in', { email: person.email, password: person.password });
    const line = visitor.page.headers.getSetCookie().find((cookie) => cookie.startsWith('known-browser=')) ?? '';
    assert.match(line, /; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax$/);
    assert.ok(!line.includes(person.email));
  });
});
