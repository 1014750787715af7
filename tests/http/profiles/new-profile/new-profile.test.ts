import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { beginProfile, createProfile, newNumber } from '../../../support/profiles.ts';
import { assertAsksToSignIn, assertIsNotThere, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('the first step of a new profile', () => {
  it('says what is wrong with a number, keeps what was typed, and never repeats a national register number', async () => {
    const { visitor } = await signUp(portal);
    for (const [typed, words] of [
      ['0671516648', /Un chiffre au moins est faux/],
      ['2147812701', /unité d’établissement/],
      ['067151', /manque au moins un chiffre/],
      ['NL003456789B01', /TVA étranger/],
    ] as const) {
      const page = await beginProfile(visitor, typed);
      assert.equal(page.status, 422);
      assert.match(text(page.html), words);
      assert.ok(page.html.includes(`value="${typed}"`));
    }
    const page = await beginProfile(visitor, '85.07.30-033.28');
    assert.match(text(page.html), /registre national/);
    assert.doesNotMatch(page.html, /033\W?28/);
    assert.ok(!text(page.html).includes('033'));
    assert.ok(!portal.logged.join('').includes('85.07.30'));
    const unticked = await visitor.post('/fr/profiles/new/enterprise', { enterpriseNumber: newNumber() });
    assert.match(unticked.html, /href="#acceptTerms"/);
  });

  it('tells the citizen who has the number already, in the words of the FAQ', async () => {
    const number = newNumber();
    const { visitor } = await signUp(portal);
    await createProfile(visitor, number);
    const page = await beginProfile(visitor, number);
    assert.equal(page.status, 422);
    assert.ok(text(page.html).includes('Vous disposez déjà d’un accès à cet espace professionnel'));
  });

  it('is taken with the button of the page, for an enterprise or an association and nothing else', async () => {
    const { visitor } = await signUp(portal);
    for (const kind of ['enterprise', 'association']) {
      await visitor.open(`/fr/profiles/new/${kind}`);
      visitor.fill('N° BCE', newNumber()).choose('J’accepte les conditions générales d’accès');
      assert.match(
        (await visitor.press('Suivant')).location ?? '',
        /^\/fr\/profiles\/drafts\/[0-9a-f-]{36}\/identity$/,
      );
    }
    await assertIsNotThere(visitor, '/fr/profiles/new/club', { enterpriseNumber: newNumber(), acceptTerms: 'yes' });
  });

  it('is for somebody signed in, from this site only', async () => {
    await assertAsksToSignIn(portal, '/fr/profiles/new/enterprise');
    const { visitor } = await signUp(portal);
    await visitor.open('/fr/profiles/new/enterprise');
    visitor.fill('N° BCE', newNumber()).choose('J’accepte les conditions générales d’accès');
    assert.equal((await visitor.press('Suivant', FROM_ANOTHER_SITE)).status, 403);
    assert.ok(!(await visitor.open('/fr/my-space')).html.includes('/profiles/drafts/'));
  });
});
