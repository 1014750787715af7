import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Request, Response } from 'express';
import fc from 'fast-check';
import { LANGUAGES } from '../../../../src/domain/language.ts';
import { NotFound } from '../../../../src/domain/not-found.ts';
import { createShell, languagePages, redirectWithNotice, type Shell } from '../../../../src/web/page/shell.ts';
import { loadTexts } from '../../../../src/web/page/texts.ts';
import type { Assets } from '../../../../src/web/pipeline/assets.ts';
import { requestedPath } from '../../../../src/web/pipeline/own-path.ts';
import { createCookieJar } from '../../../../src/web/session/cookies.ts';
import { commune } from '../../../support/commune.ts';

const ORIGIN = 'https://ep.example';
const parts = { texts: loadTexts(commune), assets: {} as Assets, commune, publicOrigin: ORIGIN };
const page = (originalUrl: string) => requestedPath({ originalUrl });
const linksOf = (shell: Shell) => Object.fromEntries(shell.languages.map(({ language, href }) => [language, href]));
const links = (url: string) => linksOf(createShell(parts, 'fr', page(url)));

describe('the language links', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['/fr', '/nl'],
    ['/fr/', '/nl/'],
    ['/fr/faq', '/nl/faq'],
    ['/fr/account/email', '/nl/account/email'],
    ['/fr/faq?q=mot%20de%20passe&x=1', '/nl/faq?q=mot%20de%20passe&x=1'],
    ['/fr?q=a', '/nl?q=a'],
    ['/fr/fr/faq', '/nl/fr/faq'],
    ['/fr/email-change/abc_DEF-1', '/nl/email-change/abc_DEF-1'],
  ];
  for (const [from, to] of rows) it(`lead from ${from} to ${to}`, () => assert.equal(links(from)['nl'], to));

  it('keep the page, whichever it is, and name the current language', () => {
    const path = fc.stringMatching(/^(\/[a-z-]{3,9}){0,3}(\?[a-z]=[a-z%0-9&=]{0,9})?$/);
    fc.assert(
      fc.property(fc.constantFrom(...LANGUAGES), path, (language, rest) => {
        const shell = createShell(parts, language, page(`/${language}${rest}`));
        for (const link of shell.languages) {
          assert.equal(link.href, `/${link.language}${rest}`);
          assert.equal(link.absolute, `${ORIGIN}${link.href}`);
          assert.equal(link.current, link.language === language);
        }
        assert.deepEqual(
          shell.languages.map((link) => link.language),
          [...LANGUAGES],
        );
      }),
    );
  });

  it('never lead to another site', () => {
    for (const url of ['/fr//evil.example', '//evil.example', '/fr/\\evil.example', '/xx', '']) {
      for (const href of Object.values(links(url))) assert.match(href, /^\/(fr|nl|en|de)(\/|$)/);
    }
  });
});

describe('the addresses of our pages', () => {
  it('are in the language of the visitor', () => {
    const { at } = createShell(parts, 'nl', page('/nl'));
    assert.deepEqual([at('/'), at('/faq'), at('/account/email')], ['/nl', '/nl/faq', '/nl/account/email']);
  });
});

type Visit = { language: string; method?: string; cookie?: string; url?: string };

function visit({ language, method = 'GET', cookie, url = `/${language}/faq` }: Visit) {
  const cookies: string[] = [];
  const res = { locals: {} as { shell: Shell }, append: (_: string, line: string) => cookies.push(line) };
  const req = { params: { language }, originalUrl: url, method, headers: { cookie } };
  let passed = 0;
  const pages = languagePages({ ...parts, cookies: createCookieJar('http://localhost:3000') });
  void pages(req as unknown as Request, res as unknown as Response, () => {
    passed += 1;
  });
  assert.equal(passed, 1);
  return { shell: res.locals.shell, cookies };
}

describe('a page under its language', () => {
  it('is in that language, and remembered for a year', () => {
    const { shell, cookies } = visit({ language: 'nl' });
    assert.equal(shell.language, 'nl');
    assert.equal(shell.t('web:skip'), parts.texts.nl('web:skip'));
    assert.equal(linksOf(shell)['de'], '/de/faq');
    assert.deepEqual(cookies, ['language=nl; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax']);
  });

  it('sets no cookie when that language is remembered already', () => {
    assert.deepEqual(visit({ language: 'nl', cookie: 'language=nl' }).cookies, []);
    assert.equal(visit({ language: 'nl', cookie: 'language=fr' }).cookies.length, 1);
  });

  it('is not found under a language that is not ours', () => {
    for (const language of ['es', 'FR', 'xx', '']) assert.throws(() => visit({ language }), NotFound);
  });
});

describe('a notice', () => {
  const remembered = (notice: string) => `language=fr; notice=${notice}`;

  it('is shown by the next page, once', () => {
    const { shell, cookies } = visit({ language: 'fr', cookie: remembered('accounts:notice.password-changed') });
    assert.equal(shell.notice, parts.texts.fr('accounts:notice.password-changed'));
    assert.deepEqual(cookies, ['notice=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax']);
  });

  it('waits while a form is posted', () => {
    const posted = visit({ language: 'fr', method: 'POST', cookie: remembered('accounts:notice.password-changed') });
    assert.deepEqual([posted.shell.notice, posted.cookies], [null, []]);
  });

  it('is one of ours: nothing else in the cookie is said', () => {
    for (const notice of [
      'unknown',
      '',
      'toString',
      'constructor:notice.name',
      '<b>',
      'web:word.signIn',
      'accounts:notice.password-changed2',
    ]) {
      assert.equal(visit({ language: 'fr', cookie: remembered(notice) }).shell.notice, null);
    }
  });

  it('travels with a redirect that a reload does not post again', () => {
    const sent: unknown[] = [];
    const res = {
      locals: { cookies: createCookieJar('http://localhost:3000') },
      append: (_: string, line: string) => sent.push(line),
      redirect: (status: number, path: string) => sent.push([status, path]),
    };
    redirectWithNotice(res as unknown as Response, { path: '/fr/account', notice: 'accounts:notice.email-changed' });
    assert.deepEqual(sent, [
      'notice=accounts:notice.email-changed; Path=/; Max-Age=60; HttpOnly; SameSite=Lax',
      [303, '/fr/account'],
    ]);
  });
});
