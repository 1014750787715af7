import assert from 'node:assert/strict';
import test from 'node:test';
import { assertNone, isFile, LANGUAGES, listFiles, readText } from '../support/source/source-files.ts';

const french = listFiles('src/locales/fr/pages', /\.md$/);
const names = french.map((file) => file.split('/').at(-1) ?? '');
const pages = LANGUAGES.flatMap((language) =>
  names
    .map((name) => ({ language, name, path: `src/locales/${language}/pages/${name}` }))
    .filter(({ path }) => isFile(path))
    .map((page) => ({ ...page, lines: readText(page.path).split('\n') })),
);
type Page = (typeof pages)[number];

test('each long text exists in the four languages', () => {
  const wrong = names.flatMap((name) =>
    LANGUAGES.map((language) => `src/locales/${language}/pages/${name}`).filter((path) => !isFile(path)),
  );
  const extra = LANGUAGES.flatMap((language) => listFiles(`src/locales/${language}/pages`, /\.md$/)).filter(
    (path) => !names.includes(path.split('/').at(-1) ?? ''),
  );
  assertNone([...wrong.map((path) => `${path} is missing`), ...extra.map((path) => `${path} is not in French`)]);
});

test('the translations of a long text have the same anchors in the same order', () => {
  const wrong = pages.flatMap((page) => {
    const model = pages.find(({ name, language }) => name === page.name && language === 'fr');
    const own = anchorsOf(page).join(' ');
    const wanted = model === undefined ? '' : anchorsOf(model).join(' ');
    return own === wanted ? [] : [`${page.path}\n    has   ${own}\n    needs ${wanted}`];
  });
  assertNone(wrong, 'a link to a section must work in every language, and the language switch keep the place');
});

test('every section of a long text has an anchor, once', () => {
  const wrong = pages.flatMap((page) => {
    const bare = places(page, /^## (?!.* \{#[a-z0-9-]+\}$)/);
    const anchors = anchorsOf(page);
    const twice = anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index);
    return [...bare, ...twice.map((anchor) => `${page.path} has #${anchor} twice`)];
  });
  assertNone(wrong, 'write « ## Heading {#anchor} »');
});

test('a long text links to pages of its own language, and to anchors that exist', () => {
  const wrong = pages.flatMap((page) => {
    const foreign = places(page, new RegExp(`\\]\\(/(?!${page.language}(?:[/)#?]|$))`));
    const anchors = new Set(anchorsOf(page));
    const dead = page.lines.flatMap((line, index) =>
      [...line.matchAll(/\]\(#([^)]+)\)/g)]
        .filter(([, anchor = '']) => !anchors.has(anchor))
        .map(([, anchor]) => `${page.path}:${index + 1} #${anchor} does not exist`),
    );
    return [...foreign, ...dead];
  });
  assertNone(wrong);
});

test('the translations of a long text link to the same pages, mails and telephones', () => {
  const wrong = pages.flatMap((page) => {
    const model = pages.find(({ name, language }) => name === page.name && language === 'fr');
    if (model === undefined) return [];
    const own = targetsOf(page);
    const wanted = targetsOf(model);
    const missing = wanted.filter((target) => !own.includes(target));
    const extra = own.filter((target) => !wanted.includes(target));
    return [
      ...missing.map((target) => `${page.path} does not link to ${target}`),
      ...extra.map((target) => `${page.path} links to ${target}, French does not`),
    ];
  });
  assertNone(wrong, 'a translation says no less and no more');
});

function anchorsOf({ lines }: Page): string[] {
  return lines.flatMap((line) => /^## .+ \{#([a-z0-9-]+)\}$/.exec(line)?.[1] ?? []);
}

/**
 * Returns links to the portal's own pages without their language, and anchors, mails and telephones. Other sites are
 * left out, as they may have an address per language.
 */
function targetsOf({ lines }: Page): string[] {
  const found = lines.flatMap((line) => [
    ...line.matchAll(/\]\((\/[a-z]{2}(\/[^)]*)?|#[^)]+|mailto:[^)]+|tel:[^)]+)\)/g),
  ]);
  return [...new Set(found.map(([, target = '', path]) => path ?? target.replace(/^\/[a-z]{2}$/, '/')))].sort();
}

function places({ path, lines }: Page, pattern: RegExp): string[] {
  return lines.flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.slice(0, 60)}`] : []));
}

test('the page about privacy tells of every cookie that the portal sets, by its name, and of no other', () => {
  const names = cookiesSet();
  assert.ok(names.length >= 8 && names.includes('session') && names.includes('language'));
  for (const language of LANGUAGES) assert.deepEqual(cookiesTold(language), names, language);
});

/** The names in `cookies.ts`: each cookie that pages write, then those of the two sessions. */
function cookiesSet(): string[] {
  const source = readText('src/web/session/cookies.ts');
  const [, union = ''] = /export type CookieName =([^;]*);/.exec(source) ?? [];
  const written = [...union.matchAll(/'([a-z-]+)'/g)].map(([, name = '']) => name);
  const sessions = [...source.matchAll(/named\('([a-z-]+)'\)/g)].map(([, name = '']) => name);
  return [...new Set([...written, ...sessions])].toSorted();
}

/** The names between brackets in the first column of the table of cookies. */
function cookiesTold(language: string): string[] {
  const [, section = ''] =
    /\{#cookies\}([\s\S]*?)\n## /.exec(readText(`src/locales/${language}/pages/privacy.md`)) ?? [];
  const [, , ...rows] = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.flatMap((row) => /\(([a-z, -]+)\)/.exec(row.split('|')[1] ?? '')?.[1]?.split(', ') ?? []).toSorted();
}
