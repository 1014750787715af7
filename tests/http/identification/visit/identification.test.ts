import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { LANGUAGES } from '../../../../src/domain/language.ts';
import { TOLD } from '../../../../src/features/identification/refusal.ts';
import { startPortalWithFas } from '../../../support/fas/identify.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { decode } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortalWithFas();
});

describe('« M’identifier »', () => {
  it('says why, what is kept, and the other ways', async () => {
    const { visitor } = await signUp(portal);
    await visitor.open('/fr/identification?next=/fr/drafts/00000000-0000-4000-8000-000000000000/check');
    assert.equal(visitor.page.status, 200);
    for (const said of [/La loi demande/, /registre national, chiffré/, /quinze minutes/, /au guichet, par courrier/]) {
      assert.match(text(visitor.page.html), said);
    }
  });

  it('says in four languages what went wrong, and what to do next', async () => {
    const { visitor } = await signUp(portal);
    for (const language of LANGUAGES) {
      const t = portal.app.texts[language];
      for (const told of TOLD) {
        const { html } = await visitor.open(`/${language}/identification?next=/${language}/my-space&refused=${told}`);
        const words = text(decode(html));
        for (const part of ['title', 'text'] as const) {
          assert.ok(words.includes(text(t(`identification:refused.${told}.${part}`))), `${language}: ${told}`);
        }
        assert.ok(words.includes(text(t('identification:visit.otherWays.text'))), language);
      }
    }
  });

  it('asks who is not signed in to sign in first', async () => {
    const visitor = (await signUp(portal)).visitor;
    visitor.setCookie('session', 'nothing');
    await visitor.open('/fr/identification?next=/fr/my-space');
    assert.match(visitor.page.location ?? '', /^\/fr\/sign-in\?next=/);
  });

  it('never leads to another site afterwards', async () => {
    const { visitor } = await signUp(portal);
    await visitor.open('/fr/identification?next=https://elsewhere.example/');
    const [, page = ''] = visitor.page.html.split('<main');
    assert.doesNotMatch(page, /elsewhere/);
    assert.ok(page.includes('href="/fr/account/identity"'));
  });

  it('offers the other ways only where the portal knows no FAS', async () => {
    const without = await startPortal();
    const { visitor } = await signUp(without);
    await visitor.open('/fr/identification?next=/fr/my-space');
    assert.match(text(visitor.page.html), /n’est pas possible pour le moment/);
    assert.doesNotMatch(visitor.page.html, /departure/);
    assert.equal((await visitor.open('/fr/identification/departure')).status, 404);
  });
});
