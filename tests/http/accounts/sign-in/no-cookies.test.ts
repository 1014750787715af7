import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { LANGUAGES } from '../../../../src/domain/language.ts';
import { signIn, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

/** What a browser that refuses cookies asks for next, from the page it was on. */
const arrive = (referer: string, path = '/fr/my-space') =>
  new Visitor(portal).open(path, { referer: `${portal.origin}${referer}` });

describe('a browser that refuses cookies', () => {
  it('is told after sign-in that they are needed', async () => {
    const { person } = await signUp(portal);
    const { page } = await signIn(portal, person);
    for (const referer of ['/fr/sign-in', '/fr/sign-in?next=%2Ffr%2Faccount']) {
      const answer = await arrive(referer, page.location ?? '');
      assert.equal(answer.location, '/fr/sign-in?left=no-cookies');
    }
    const { html } = await new Visitor(portal).open('/fr/sign-in?left=no-cookies');
    assert.match(text(html), /Votre navigateur refuse les cookies : .*Acceptez les cookies de ce site/);
  });

  it('is told after sign-up that the account exists, in each language', async () => {
    for (const language of LANGUAGES) {
      const answer = await arrive(`/${language}/sign-up`, `/${language}/my-space`);
      assert.equal(answer.location, `/${language}/sign-in?left=no-cookies-created`);
      const { html } = await new Visitor(portal).open(answer.location ?? '');
      assert.ok(html.includes(portal.app.texts[language]('accounts:signIn.notice.no-cookies-created')));
    }
  });

  it('is not accused when it only comes without being signed in', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/sign-in');
    await visitor.open('/fr/my-space', { referer: `${portal.origin}/fr/sign-in` });
    assert.equal(visitor.page.location, '/fr/sign-in?next=%2Ffr%2Fmy-space');
    for (const referer of ['/fr/faq', '/fr/sign-in/x']) {
      assert.equal((await arrive(referer)).location, '/fr/sign-in?next=%2Ffr%2Fmy-space');
    }
  });
});
