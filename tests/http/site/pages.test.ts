import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { signUp, text } from '../../support/journeys.ts';
import { OWN_PAGES, PUBLIC_PAGES } from '../../support/pages.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../support/portal.ts';
import { statementsDuring } from '../../support/statements.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

/** Signed up, and the mail gone: no job of it writes while statements are counted. */
async function signUpQuietly() {
  const { visitor, person } = await signUp(portal);
  await portal.mailTo(person.email);
  await untilNoJobs(portal);
  return { visitor };
}

const PUBLIC = [
  ...PUBLIC_PAGES,
  '/faq?q=mot',
  '/procedures?audience=enterprise&theme=public-space&q=camion',
  '/procedures/after-school-care',
];
const LANGUAGES = ['fr', 'nl', 'en', 'de'];

describe('every public page', () => {
  it('answers in the four languages without SQL, session or cookie but the language', async () => {
    const visitor = new Visitor(portal);
    const statements = await statementsDuring(portal.app.db, async () => {
      for (const language of LANGUAGES) {
        for (const page of PUBLIC) {
          const answer = await visitor.open(`/${language}${page}`);
          assert.equal(answer.status, 200, `/${language}${page}`);
          assert.match(answer.html, new RegExp(`<html lang="${language}"`));
        }
      }
    });
    assert.deepEqual(statements, []);
    assert.equal(visitor.cookie('session'), undefined);
  });

  it('weighs at most 15 KB of HTML, 15 KB of styles and 10 KB of script, gzipped, with nothing from another host', async () => {
    const { visitor } = await signUpQuietly();
    for (const page of [
      ...PUBLIC.map((name) => `/fr${name}`),
      ...OWN_PAGES.map((name) => `/fr${name}`),
      '/nl/faq',
      '/de/terms',
    ]) {
      const { html } = await visitor.open(page);
      assert.ok(gzipSync(html).length <= 15_360, `${page}: ${gzipSync(html).length}`);
      const loaded = html.matchAll(/<(?:script|img|audio|link rel="(?:stylesheet|icon)")[^>]*(?:src|href)="([^"]+)"/g);
      for (const [, address = ''] of loaded) assert.match(address, /^\/(?!\/)/, `${page} loads ${address}`);
    }
    const folder = path.resolve(import.meta.dirname, '../../../public/.built/assets/static');
    for (const file of (await readdir(folder)).filter((name) => /\.(css|js)$/.test(name))) {
      const size = gzipSync(await readFile(path.join(folder, file))).length;
      assert.ok(size <= (file.endsWith('.css') ? 15_360 : 10_240), `${file}: ${size}`);
    }
  });
});

describe('the cache of the browser', () => {
  const kept = async (path: string, visitor = new Visitor(portal)) =>
    (await visitor.open(path)).headers.get('cache-control');

  it('may hold a public page of a visitor without a session, for « Back » only', async () => {
    for (const path of ['/fr', '/fr/faq', '/fr/sign-up', '/fr/sign-in', '/fr/password-reset', '/fr/procedures'])
      for (let count = 0; count < 2; count += 1) assert.equal(await kept(path), 'private, no-cache', path);
  });

  it('holds no page that shows or carries a secret, and none of somebody signed in', async () => {
    const { visitor } = await signUpQuietly();
    for (const path of ['/fr', '/fr/faq', '/fr/procedures']) assert.equal(await kept(path, visitor), 'no-store', path);
    for (const path of ['/fr/password-reset/x', '/fr/email-change/x', '/fr/admin/sign-in', '/fr/nowhere'])
      assert.equal(await kept(path), 'no-store', path);
  });
});

describe('a page behind sign-in', () => {
  it('costs at most three statements and no write within the minute, and is never stored', async () => {
    const { visitor } = await signUpQuietly();
    for (const page of OWN_PAGES) {
      const statements = await statementsDuring(portal.app.db, () => visitor.open(`/fr${page}`));
      assert.ok(statements.length <= 3, `${page}: ${statements.map(({ text }) => text).join('\n')}`);
      assert.ok(
        statements.every(({ text }) => /^\s*select/i.test(text)),
        page,
      );
      assert.equal(visitor.page.headers.get('cache-control'), 'no-store');
      assert.match(text(visitor.page.html), /Se déconnecter/);
    }
  });

  it('touches the session once when a minute has passed', async () => {
    const { visitor } = await signUpQuietly();
    portal.clock.advance(61);
    const statements = await statementsDuring(portal.app.db, async () => {
      for (let count = 0; count < 20; count += 1) await visitor.open('/fr/my-space');
    });
    assert.equal(statements.filter(({ text }) => /^\s*update/i.test(text)).length, 1);
  });
});

describe('static files', () => {
  it('cost no SQL, are immutable and precompressed', async () => {
    const visitor = new Visitor(portal);
    const { html } = await visitor.open('/fr');
    const [, styles = ''] = /href="(\/static\/[^"]+\.css)"/.exec(html) ?? [];
    const statements = await statementsDuring(portal.app.db, async () => {
      const answer = await visitor.open(styles, { 'accept-encoding': 'br' });
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('cache-control') ?? '', /immutable/);
      assert.equal(answer.headers.get('content-encoding'), 'br');
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    });
    assert.deepEqual(statements, []);
    assert.equal((await visitor.open('/static/../manifest.json')).status, 404);
    assert.equal((await visitor.open('/.git/config')).status, 404);
  });
});
