import test from 'node:test';
import { assertNone, importsOf, lineAt, readSources, type SourceFile } from '../support/source/source-files.ts';

const sources = readSources();

/** Spoken everywhere: the language of the house. */
const FREE = new Set(['express', 'zod']);
/** Types of a vendor that more than its door may name. */
const TYPES_ALLOWED: readonly { vendor: string; files: RegExp; why: string }[] = [
  { vendor: 'express-session', files: /^src\/web\/session\//, why: 'the store and what a session holds' },
  { vendor: 'pg', files: /^src\/platform\//, why: 'what runs on a pool beside platform/database.ts names its type' },
];
/** Who may say that a string is safe markup, and why. */
const TRUSTED_HTML: ReadonlyMap<string, string> = new Map([
  ['src/web/page/html.ts', 'escapes'],
  ['src/web/page/templates.ts', 'what a compiled template returns'],
  ['src/web/pipeline/assets.ts', 'the inline script of our own build'],
  ['src/web/page/long-texts.ts', 'our own Markdown files'],
  ['src/features/site/faq.page.ts', 'JSON-LD with < escaped'],
]);
const STARTS_PROGRAMS = /^src\/(?:dev\/|tools\/|platform\/embedded-postgres\/)/;

test('each package is imported by one file of src: its door', () => {
  const doors = new Map<string, Set<string>>();
  for (const file of sources) {
    for (const { specifier, kind } of importsOf(file)) {
      const vendor = packageOf(specifier);
      if (vendor === null || FREE.has(vendor) || (kind === 'type' && mayNameTypes(vendor, file))) continue;
      doors.set(vendor, (doors.get(vendor) ?? new Set()).add(file.path));
    }
  }
  const wrong = [...doors].filter(([, files]) => files.size > 1);
  const said = wrong.map(([vendor, files]) => `${vendor} is imported by ${[...files].join(', ')}`);
  assertNone(said, 'let one file import the package and export what the others need, types too');
});

test('process.env is read in src/config.ts only', () => {
  const wrong = places(/\bprocess\s*\.\s*env\b|\bprocess\s*\[/g, (path) => path === 'src/config.ts' || isDev(path));
  const imported = sources.filter(
    (file) => !isDev(file.path) && importsOf(file).some(({ specifier }) => /^(?:node:)?process$/.test(specifier)),
  );
  assertNone([...wrong, ...imported.map(({ path }) => path)], 'add the variable to src/config.ts');
});

test('code is made from text in src/web/page/templates.ts only', () => {
  const made = places(/\bnew\s+Function\b|\bFunction\s*\(|\beval\s*\(|\bvm\./g, (path) => {
    return path === 'src/web/page/templates.ts' || isDev(path);
  });
  assertNone(made, 'no eval, no new Function');
});

test('only a few files may call a string safe markup', () => {
  const wrong = places(/\btrustedHtml\b|\bas\s+(?:unknown\s+as\s+)?SafeHtml\b|<SafeHtml>\s*[\w('`]/g, (path) =>
    TRUSTED_HTML.has(path),
  );
  assertNone(wrong, 'make the markup in a template; else add the file and its reason to TRUSTED_HTML');
});

test('only development tools start other programs', () => {
  const wrong = sources.filter(
    (file) =>
      !STARTS_PROGRAMS.test(file.path) && importsOf(file).some(({ specifier }) => /child_process/.test(specifier)),
  );
  assertNone(
    wrong.map(({ path }) => path),
    'no shell, no child process',
  );
});

test('the time is asked of the clock, and secrets of node:crypto', () => {
  const random = places(/\bMath\s*\.\s*random\b/g, () => false);
  assertNone(random, 'use node:crypto');
  const times = places(/\bDate\s*\.\s*now\b|\bnew\s+Date\s*\(\s*\)/g, (path) => !path.startsWith('src/features/'));
  assertNone(times, 'use app.clock.now(), which tests can move');
});

test('the tables of exceptions name no file that is gone', () => {
  const gone = [...TRUSTED_HTML.keys()].filter((path) => !sources.some((file) => file.path === path));
  assertNone(gone, 'take it out of the table');
});

const isDev = (path: string) => /^src\/(?:dev|tools)\//.test(path);

function packageOf(specifier: string): string | null {
  if (/^(?:\.|node:)/.test(specifier)) return null;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function mayNameTypes(vendor: string, { path }: SourceFile): boolean {
  return TYPES_ALLOWED.some((allowed) => allowed.vendor === vendor && allowed.files.test(path));
}

function places(pattern: RegExp, allowed: (path: string) => boolean): string[] {
  return sources
    .filter(({ path }) => !allowed(path))
    .flatMap(({ path, code, text }) =>
      [...code.matchAll(pattern)].map(({ index }) => {
        const line = lineAt(code, index);
        return `${path}:${line} ${(text.split('\n')[line - 1] ?? '').trim()}`;
      }),
    );
}
