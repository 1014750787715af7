import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { lucie, signIn, signUp, text } from '../../../support/journeys.ts';
import { OWN_PAGES, profilePages } from '../../../support/pages.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { createProfile, newNumber } from '../../../support/profiles.ts';
import { signInColleague } from '../../../support/staff.ts';
import type { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

/** Lucie typed her name on her page; then her session ended in another tab. */
async function interrupted() {
  const first = await signUp(portal);
  const { visitor } = first;
  await visitor.open('/fr/account/personal-data');
  visitor.fill('Prénom', 'Lucie-Secrète');
  visitor.setCookie('session', 'gone');
  await visitor.press('Enregistrer');
  assert.equal(visitor.page.status, 401);
  return first;
}

function sign(visitor: Visitor, person: { email: string; password: string }) {
  visitor.fill('Adresse e-mail', person.email).fill('Mot de passe', person.password);
  return visitor.press('Connecter');
}

const keptForms = async () =>
  (await portal.app.db.pool.query('select count(*)::int as n from interrupted_forms')).rows[0].n as number;
const countOfForms = (html: string) => html.match(/<form[^>]*method="post"/g)?.length ?? 0;

describe('a form belongs to the person on whose page it stood', () => {
  it('so that every form behind sign-in says whose it is', async () => {
    const number = newNumber();
    const { visitor } = await signUp(portal);
    await createProfile(visitor, number);
    for (const page of [...OWN_PAGES, ...profilePages(number)]) {
      const { html } = await visitor.open(`/fr${page}`);
      assert.ok(countOfForms(html) > 0);
      assert.equal(html.match(/name="formOwner"/g)?.length, countOfForms(html), page);
    }
    const { visitor: nadia } = await signInColleague(portal);
    assert.match((await nadia.open('/fr/admin')).html, /name="formOwner"/);
  });

  it('and is shown again to that person after sign-in', async () => {
    const { visitor, person } = await interrupted();
    assert.match(text(visitor.page.html), /ce que vous avez écrit est gardé/);
    await sign(visitor, person);
    await visitor.follow();
    assert.match(visitor.page.html, /value="Lucie-Secrète"/);
  });

  it('but never to another one who signs in on that tab', async () => {
    const { visitor } = await interrupted();
    const { person: jan } = await signUp(portal, lucie({ firstName: 'Jan' }));
    const before = await keptForms();
    await sign(visitor, jan);
    assert.equal(visitor.page.location, '/fr/my-space');
    await visitor.follow();
    assert.ok(!visitor.page.html.includes('Secrète'));
    assert.equal(await keptForms(), before);
  });

  it('nor when its sealed text is sent by another account', async () => {
    const { visitor } = await interrupted();
    const [, sealed = ''] = /name="interrupted" value="([^"]+)"/.exec(visitor.page.html) ?? [];
    assert.ok(sealed.length > 50);
    const { visitor: thief, person } = await signUp(portal);
    const answer = await thief.post('/fr/sign-in', { ...person, next: '', interrupted: sealed });
    assert.equal(answer.location, '/fr/my-space');
  });

  it('and is not kept when it does not say whose it is, or says so falsely', async () => {
    for (const owner of [{}, { formOwner: 'forged' }]) {
      const { visitor } = await signUp(portal);
      visitor.setCookie('session', 'gone');
      const page = await visitor.post('/fr/account/personal-data', { firstName: 'Lucie-Secrète', ...owner });
      assert.equal(page.status, 401);
      assert.match(page.html, /name="interrupted" value=""/);
      assert.match(text(page.html), /Votre session est terminée\. Connectez-vous\. /);
    }
  });
});

describe('a form sent from a tab of somebody else', () => {
  it('writes nothing in the name of who is signed in now', async () => {
    const { visitor } = await signUp(portal);
    const { person: jan } = await signUp(portal, lucie({ firstName: 'Jan' }));
    await visitor.open('/fr/account/personal-data');
    visitor.fill('Prénom', 'Lucie-Secrète');
    visitor.setCookie('session', (await signIn(portal, jan)).cookie('session') ?? '');
    const refused = await visitor.press('Enregistrer');
    assert.equal(refused.status, 409);
    assert.match(text(refused.html), /Rien n’a été enregistré/);
    const { html } = await visitor.open('/fr/account/personal-data');
    assert.ok(html.includes('value="Jan"') && !html.includes('Secrète'));
  });

  it('decides nothing in the name of a colleague', async () => {
    const { visitor } = await signInColleague(portal);
    const { html } = await visitor.open('/fr/admin');
    const [, formOwner = ''] = /name="formOwner" value="([^"]+)"/.exec(html) ?? [];
    const { visitor: colleague } = await signInColleague(portal);
    assert.equal((await colleague.post('/fr/admin/organisations', { formOwner })).status, 409);
  });
});
