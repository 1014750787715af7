import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { lucie, signUp, text } from '../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal } from '../../support/portal.ts';
import { createProfile, newNumber } from '../../support/profiles.ts';
import { newAddress, Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const confirmationOf = async (email: string) =>
  new URL(linkIn(await portal.mailTo(email, /Confirmez votre adresse/))).pathname;

describe('a link of a mail', () => {
  for (const glued of ['.', ')', '%3E', '&utm_source=mail', '%5D.', '_x']) {
    it(`works with « ${glued} » glued on by a mail program`, async () => {
      const { visitor, person } = await signUp(portal);
      await visitor.open(`${await confirmationOf(person.email)}${glued}`);
      assert.equal(visitor.page.status, 200);
      await visitor.press('Confirmer mon adresse');
      assert.equal(visitor.page.location, '/fr/my-space');
    });
  }

  it('of a reset too', async () => {
    const { person } = await signUp(portal);
    const visitor = new Visitor(portal);
    await visitor.open('/fr/password-reset');
    await visitor.post('/fr/password-reset', { email: person.email });
    const link = new URL(linkIn(await portal.mailTo(person.email, /mot de passe/))).pathname;
    assert.equal((await visitor.open(`${link}.`)).status, 200);
    assert.equal((await visitor.open(link.slice(0, -1))).status, 410);
  });

  it('names the address when somebody else is signed in', async () => {
    const { person } = await signUp(portal);
    const { visitor: jan } = await signUp(portal, lucie({ firstName: 'Jan' }));
    await jan.open(await confirmationOf(person.email));
    const page = await jan.press('Confirmer mon adresse');
    assert.equal(page.status, 200);
    assert.ok(text(page.html).includes(`L’adresse ${person.email} est confirmée. Ce n’est pas celle du compte ouvert`));
    assert.ok(!page.html.includes('Votre adresse e-mail est confirmée'));
  });

  it('names the new address when somebody else is signed in', async () => {
    const { visitor, person } = await signUp(portal);
    const email = newAddress('neuve');
    await visitor.open('/fr/account/email');
    await visitor.post('/fr/account/email', { email, currentPassword: person.password });
    const link = new URL(linkIn(await portal.mailTo(email))).pathname;
    const { visitor: jan } = await signUp(portal, lucie({ firstName: 'Jan' }));
    await jan.open(link);
    const page = await jan.post(link, {});
    assert.ok(text(page.html).includes(`L’adresse ${email} est maintenant celle d’un autre compte`), text(page.html));
  });
});

describe('the title of a page about a profile', () => {
  it('says which organisation', async () => {
    const number = newNumber();
    const { visitor } = await signUp(portal);
    await createProfile(visitor, number);
    for (const page of ['contact', 'members', 'organisation', 'history', 'job-title', 'role', 'members/invite']) {
      const { html } = await visitor.open(`/fr/profiles/${number}/${page}`);
      assert.match(html, /<title>[^<]+ – Brasserie Dubois – Espace personnel – Schaerbeek<\/title>/, page);
    }
    assert.doesNotMatch((await visitor.open('/fr/account')).html, /<title>[^<]*Brasserie/);
  });
});
