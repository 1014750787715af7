import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { REPORT } from '../../../support/drafts/guests.ts';
import { captchaAnswer, lucie, submitSignUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { statementsDuring } from '../../../support/statements.ts';
import { PASSWORD, Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('wrong answers to a captcha', () => {
  it('are counted per network over all its forms, and beyond the limit it waits', async () => {
    const strict = await startPortal({ environment: { CAPTCHA_LIMIT_PER_HOUR: '2' } });
    const signUpWrong = async () => {
      const visitor = new Visitor(strict);
      await visitor.open('/fr/sign-up');
      return submitSignUp(visitor, lucie(), otherThan(captchaAnswer(strict, visitor.page.html)));
    };
    const guestWrong = async () => {
      const visitor = new Visitor(strict);
      await visitor.open(`/fr/procedures/${REPORT}/drafts`);
      visitor.fill('Recopiez les 4 chiffres de l’image', otherThan(captchaAnswer(strict, visitor.page.html)));
      return visitor.press('Continuer');
    };
    assert.equal((await signUpWrong()).status, 422);
    assert.equal((await guestWrong()).status, 422);
    for (const refused of [await signUpWrong(), await guestWrong()]) {
      assert.equal(refused.status, 429);
      assert.ok(Number(refused.headers.get('retry-after')) > 0);
    }
    const right = new Visitor(strict);
    await right.open('/fr/sign-up');
    assert.equal((await submitSignUp(right, lucie())).status, 303, 'a right answer is not counted');
  });
});

const otherThan = (right: string): string => (right === '0000' ? '1111' : '0000');

describe('the captcha of the sign-up page', () => {
  it('keeps everything typed except the passwords when the arrows are pressed without script', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/sign-up');
    const before = captchaAnswer(portal, visitor.page.html);
    visitor.fill('Prénom', 'Lucie').fill('Adresse e-mail', 'lucie@exemple.be').fill('Mot de passe', PASSWORD);
    const page = await visitor.press('Afficher d’autres chiffres');
    assert.equal(page.status, 200);
    assert.match(page.html, /value="Lucie"/);
    assert.match(page.html, /value="lucie@exemple.be"/);
    assert.ok(!page.html.includes(PASSWORD));
    assert.match(captchaAnswer(portal, page.html), /^\d{4}$/);
    assert.ok(before.length === 4);
  });

  it('has its box right after the picture, and the player with its three tab stops after the box', async () => {
    const { html } = await new Visitor(portal).open('/fr/sign-up');
    const places = ['for="captcha"', 'data-captcha-picture', 'data-captcha-refresh', 'id="captcha"', '<audio'];
    const found = places.map((place) => html.indexOf(place));
    assert.ok(!found.includes(-1));
    assert.deepEqual(
      found,
      found.toSorted((one, other) => one - other),
    );
  });

  it('is answered once: a wrong answer uses it up', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/sign-up');
    const right = captchaAnswer(portal, visitor.page.html);
    const first = { ...visitor.page };
    const refused = await submitSignUp(visitor, lucie(), otherThan(right));
    assert.equal(refused.status, 422);
    assert.match(refused.html, /href="#captcha"/);
    assert.match(refused.html, /value="Lambert"/);
    visitor.page = first;
    const again = await submitSignUp(visitor, lucie(), right);
    assert.equal(again.status, 422);
    assert.match(text(again.html), /ont déjà servi/);
  });

  it('dies after ten minutes, and says so', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/sign-up');
    const answer = captchaAnswer(portal, visitor.page.html);
    portal.clock.advance(601);
    const page = await submitSignUp(visitor, lucie(), answer);
    assert.equal(page.status, 422);
    assert.match(page.html, /href="#captcha"/);
    assert.match(text(page.html), /valable que 10 minutes/);
  });

  it('is a picture without its digits in clear, and speaks in the language of the page', async () => {
    const visitor = new Visitor(portal);
    const page = await visitor.open('/nl/sign-up');
    const [, picture = ''] = /<img src="([^"]+)"/.exec(page.html) ?? [];
    const [, sound = ''] = /<audio[^>]*src="([^"]+)"/.exec(page.html) ?? [];
    const drawn = await visitor.open(picture);
    assert.match(drawn.headers.get('content-type') ?? '', /image\/svg\+xml/);
    assert.ok(!/<text/.test(drawn.html));
    const spoken = await visitor.open(sound);
    assert.match(spoken.headers.get('content-type') ?? '', /audio\/wav/);
    assert.ok(sound.startsWith('/nl/'));
    assert.equal((await visitor.open('/fr/captcha/forged/picture')).status, 404);
  });

  it('creates no session and writes no row to be shown', async () => {
    const visitor = new Visitor(portal);
    await visitor.open('/fr/sign-up');
    assert.equal(visitor.cookie('session'), undefined);
  });

  it('is new at each asking, without SQL', async () => {
    const visitor = new Visitor(portal);
    const statements = await statementsDuring(portal.app.db, async () => {
      const [first, second] = [await visitor.open('/fr/captcha'), await visitor.open('/fr/captcha')];
      assert.equal(first.headers.get('cache-control'), 'no-store');
      assert.notEqual(first.html, second.html);
      const { picture, sound } = JSON.parse(second.html) as { picture: string; sound: string };
      for (const address of [picture, sound]) assert.equal((await visitor.open(address)).status, 200);
    });
    assert.deepEqual(statements, []);
    for (const part of ['picture', 'sound']) {
      assert.equal((await visitor.open(`/fr/captcha/forged/${part}`)).status, 404);
    }
  });
});
