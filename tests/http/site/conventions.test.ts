import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { LANGUAGES } from '../../../src/domain/language.ts';
import { signUp } from '../../support/journeys.ts';
import { OWN_PAGES, PUBLIC_PAGES } from '../../support/pages.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { decode, Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal({ environment: { COMMUNE_EMAIL: 'securite@commune.example' } });
});

describe('the addresses that programs know', () => {
  it('lead a password manager to the page that changes it, in the visitor’s language', async () => {
    const visitor = new Visitor(portal);
    const ask = (language: string) => visitor.open('/.well-known/change-password', { 'accept-language': language });
    assert.deepEqual([(await ask('nl-BE')).status, visitor.page.location], [303, '/nl/account/password']);
    assert.equal((await ask('ja')).location, '/fr/account/password');
    await visitor.open('/de/faq');
    assert.equal((await ask('nl-BE')).location, '/de/account/password');
  });

  it('say where to report a fault of security, never past their date', async () => {
    const visitor = new Visitor(portal);
    for (const days of [0, 400, 4_000]) {
      portal.clock.advance(days * 86_400);
      const { status, html, headers } = await visitor.open('/.well-known/security.txt');
      assert.equal(status, 200);
      assert.match(headers.get('content-type') ?? '', /^text\/plain; charset=utf-8/);
      assert.match(html, /^Contact: mailto:securite@commune\.example$/m);
      assert.ok(html.includes(`\nCanonical: ${portal.origin}/.well-known/security.txt\n`));
      const expires = Date.parse(/^Expires: (.+)$/m.exec(html)?.[1] ?? '');
      const away = (expires - portal.clock.now().getTime()) / 86_400_000;
      assert.ok(away > 90 && away < 365, `it expires in ${away} days`);
      portal.clock.advance(-days * 86_400);
    }
  });

  it('keep search engines out of the staff’s pages', async () => {
    const { status, html } = await new Visitor(portal).open('/robots.txt');
    assert.equal(status, 200);
    assert.deepEqual(html.trim().split('\n'), ['User-agent: *', 'Disallow: /*/admin', 'Disallow: /dev']);
  });

  for (const [path, type, start] of [
    ['/favicon.ico', 'image/vnd.microsoft.icon', [0, 0, 1, 0]],
    ['/apple-touch-icon.png', 'image/png', [0x89, 0x50, 0x4e, 0x47]],
    ['/icon-512.png', 'image/png', [0x89, 0x50, 0x4e, 0x47]],
  ] as const) {
    it(`give the picture ${path}, asked for again after a day`, async () => {
      const answer = await fetch(`${portal.origin}${path}`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('content-type'), type);
      assert.equal(answer.headers.get('cache-control'), 'public, max-age=86400');
      assert.deepEqual([...bytes.subarray(0, 4)], start);
      if (path.includes('apple')) assert.equal(bytes.readUInt32BE(16), 180);
    });
  }

  it('describe the portal for a home screen, with pictures that exist', async () => {
    const answer = await fetch(`${portal.origin}/manifest.webmanifest`);
    assert.match(answer.headers.get('content-type') ?? '', /application\/manifest\+json/);
    const { icons, start_url: start } = (await answer.json()) as { icons: { src: string }[]; start_url: string };
    assert.equal(start, '/');
    for (const { src } of icons) assert.equal((await fetch(`${portal.origin}${src}`)).status, 200, src);
    const { html } = await new Visitor(portal).open('/fr');
    for (const href of ['/manifest.webmanifest', '/apple-touch-icon.png']) assert.ok(html.includes(`href="${href}"`));
  });
});

const descriptionOf = (html: string) => /<meta name="description" content="([^"]+)">/.exec(decode(html))?.[1];

describe('what search engines read', () => {
  it('is a description of each public page, in its own language', async () => {
    const visitor = new Visitor(portal);
    const seen = new Set<string>();
    for (const language of LANGUAGES) {
      for (const page of PUBLIC_PAGES) {
        const said = descriptionOf((await visitor.open(`/${language}${page}`)).html) ?? '';
        assert.ok(said.length > 30 && said.length < 160, `/${language}${page}: « ${said} »`);
        seen.add(said);
      }
    }
    assert.equal(seen.size, LANGUAGES.length * PUBLIC_PAGES.length);
  });

  it('says nothing of a page behind sign-in, nor of one that is not there', async () => {
    const { visitor } = await signUp(portal);
    for (const page of [...OWN_PAGES, '/nope']) {
      assert.equal(descriptionOf((await visitor.open(`/fr${page}`)).html), undefined, page);
    }
  });

  it('names the French page for whoever reads none of the four languages', async () => {
    const { html } = await new Visitor(portal).open('/nl/faq');
    assert.ok(html.includes(`<link rel="alternate" hreflang="x-default" href="${portal.origin}/fr/faq">`));
  });
});
