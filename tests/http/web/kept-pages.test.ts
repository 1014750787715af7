import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { before, describe, it, mock } from 'node:test';
import { signUp, text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { until } from '../../support/until.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

type Asked = { cookie?: string; encoding?: string; method?: string };

/** One answer, and whether a template was asked for it. */
async function ask(path: string, { cookie, encoding = 'gzip', method = 'GET' }: Asked = {}) {
  const rendered = mock.method(portal.app.templates, 'get');
  try {
    const headers = { 'accept-encoding': encoding, ...(cookie === undefined ? {} : { cookie }) };
    const answer = await fetch(`${portal.origin}${path}`, { method, headers, redirect: 'manual' });
    const html = await answer.text();
    return { html, status: answer.status, headers: answer.headers, kept: rendered.mock.callCount() === 0 };
  } finally {
    rendered.mock.restore();
  }
}

const withoutDate = (headers: Headers) => [...headers].filter(([name]) => name !== 'date');

const KEPT = ['', '/faq', '/terms', '/privacy', '/accessibility', '/contact', '/sign-in'];

describe('a page that is the same for all', () => {
  it('is made once in each language, then sent as it was', async () => {
    for (const language of ['fr', 'nl', 'en', 'de']) {
      for (const page of KEPT) {
        const first = await ask(`/${language}${page}`);
        const second = await ask(`/${language}${page}`);
        assert.equal(first.kept, false, page);
        assert.equal(second.kept, true, page);
        assert.equal(second.html, first.html);
        assert.match(second.html, new RegExp(`<html lang="${language}"`));
        assert.deepEqual(withoutDate(second.headers), withoutDate(first.headers));
      }
    }
  });

  it('is the same for an empty query, which asks nothing', async () => {
    const { html } = await ask('/fr/faq');
    assert.deepEqual(await ask('/fr/faq?').then((answer) => [answer.kept, answer.html]), [true, html]);
  });

  it('sets the cookie of its language where there is none or another', async () => {
    await ask('/nl/faq');
    for (const cookie of [undefined, 'language=fr', 'language=']) {
      const { kept, headers } = await ask('/nl/faq', cookie === undefined ? {} : { cookie });
      assert.equal(kept, true);
      assert.match(headers.get('set-cookie') ?? '', /^language=nl; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/);
    }
    assert.equal((await ask('/nl/faq', { cookie: 'language=nl' })).headers.get('set-cookie'), null);
  });

  it('has the same headers and no body for a HEAD', async () => {
    const full = await ask('/fr/faq');
    const head = await ask('/fr/faq', { method: 'HEAD' });
    assert.equal(head.kept, true);
    assert.equal(head.html, '');
    assert.equal(head.headers.get('content-length'), full.headers.get('content-length'));
  });
});

describe('a page is made anew', () => {
  before(async () => {
    portal = await startPortal();
    await ask('/fr/faq');
  });
  const asked: readonly (readonly [string, string, Asked?])[] = [
    ['for a query', '/fr/faq?q=espace'],
    ['for another spelling of the address', '/fr/FAQ'],
    ['for a slash at its end', '/fr/faq/'],
    ['for who has a session', '/fr/faq', { cookie: 'language=fr; session=s%3Anobody.x' }],
    ['for who has a session of the staff', '/fr/faq', { cookie: 'staff-session=s%3Anobody.x' }],
    ['for who has a notice to read', '/fr/faq', { cookie: 'notice=accounts:notice.password-changed' }],
    ['for who takes no gzip', '/fr/faq', { encoding: 'identity' }],
    ['where the form holds what is sealed', '/fr/sign-up'],
  ];
  for (const [rule, path, options] of asked) {
    it(rule, async () => {
      for (const answer of [await ask(path, options), await ask(path, options)]) {
        assert.equal(answer.status, 200);
        assert.equal(answer.kept, false);
      }
    });
  }

  it('and is never kept for who comes next', async () => {
    await ask('/de/contact', { cookie: 'notice=accounts:notice.password-changed' });
    const { html, kept } = await ask('/de/contact');
    assert.equal(kept, false);
    assert.doesNotMatch(html, /role="alert"/);
    const { visitor } = await signUp(portal);
    await visitor.open('/de/accessibility');
    assert.match(text(visitor.page.html), /Abmelden/);
    assert.doesNotMatch((await ask('/de/accessibility')).html, /Abmelden/);
    await visitor.open('/de/accessibility');
    assert.match(text(visitor.page.html), /Abmelden/);
  });

  it('and is not kept where it was begun before the commune became another one', async () => {
    const { commune } = portal.app;
    const before = commune.settings;
    const body = 'a=1&b=2';
    const headers = { 'accept-encoding': 'gzip', 'content-type': 'application/x-www-form-urlencoded' };
    const slow = request(`${portal.origin}/fr/terms`, { headers: { ...headers, 'content-length': body.length } });
    const looked = mock.method(commune, 'in');
    slow.write(body.slice(0, 3));
    await until(() => looked.mock.callCount() > 0);
    looked.mock.restore();
    commune.replace({ ...before, phone: '02/244 75 99' });
    await ask('/fr/faq');
    slow.end(body.slice(3));
    const [answer] = await once(slow, 'response');
    answer.resume();
    await once(answer, 'end');
    const { html } = await ask('/fr/terms');
    commune.replace(before);
    assert.match(html, /02\/244 75 99/);
    assert.ok(!html.includes(before.phone));
  });

  it('and a page that does not exist, or sends elsewhere, is not kept', async () => {
    for (const status of [(await ask('/fr/nowhere')).status, (await ask('/fr/nowhere')).status]) {
      assert.equal(status, 404);
    }
    const { visitor } = await signUp(portal);
    assert.equal((await visitor.open('/fr/sign-in')).status, 303);
    assert.equal((await new Visitor(portal).open('/fr/sign-in')).status, 200);
  });
});
