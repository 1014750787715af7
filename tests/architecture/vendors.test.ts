import assert from 'node:assert/strict';
import test from 'node:test';
import type { Node } from 'oxc-parser';
import { importsOf } from '../support/source/declarations.ts';
import { assertNone } from '../support/source/source-files.ts';
import {
  callsOf,
  nameOf,
  nodesOf,
  parseSource,
  pathOf,
  placeOf,
  readSources,
  type SourceFile,
} from '../support/source/syntax.ts';

const sources = readSources();

/** Packages that every file may import. */
const FREE = new Set(['express', 'zod']);
/** Vendors whose types may be named outside the one file that imports their values. */
const TYPES_ALLOWED: readonly { vendor: string; files: RegExp; why: string }[] = [
  { vendor: 'express-session', files: /^src\/web\/session\//, why: 'the store and what a session holds' },
  { vendor: 'pg', files: /^src\/platform\//, why: 'what runs on a pool beside platform/database.ts names its type' },
];
/** The files that may declare a string to be safe markup, and why. */
const TRUSTED_HTML: ReadonlyMap<string, string> = new Map([
  ['src/web/page/html.ts', 'escapes'],
  ['src/web/page/templates.ts', 'what a compiled template returns'],
  ['src/web/pipeline/assets.ts', 'the inline script of our own build'],
  ['src/web/page/named-text.ts', 'escapes, then isolates the names'],
  ['src/web/page/long-texts.ts', 'our own Markdown files'],
  ['src/features/site/faq.page.ts', 'JSON-LD with < escaped'],
]);
const STARTS_PROGRAMS = /^src\/(?:dev\/|tools\/|platform\/embedded-postgres\/)/;

test('each package but express and zod is imported by one file of src, except for the types in the table and by the tools', () => {
  const doors = new Map<string, Set<string>>();
  for (const file of sources) {
    for (const { specifier, kind } of importsOf(file)) {
      const vendor = packageOf(specifier);
      if (
        vendor === null ||
        FREE.has(vendor) ||
        file.path.startsWith('src/tools/') ||
        (kind === 'type' && mayNameTypes(vendor, file))
      )
        continue;
      doors.set(vendor, (doors.get(vendor) ?? new Set()).add(file.path));
    }
  }
  const wrong = [...doors].filter(([, files]) => files.size > 1);
  const said = wrong.map(([vendor, files]) => `${vendor} is imported by ${[...files].join(', ')}`);
  assertNone(said, 'let one file import the package and export what the others need, types too');
});

test('process.env is read in src/config.ts, src/dev and src/tools only', () => {
  const wrong = places(environmentsIn, (path) => path === 'src/config.ts' || isDev(path));
  const imported = sources.filter(
    (file) => !isDev(file.path) && importsOf(file).some(({ specifier }) => /^(?:node:)?process$/.test(specifier)),
  );
  assertNone([...wrong, ...imported.map(({ path }) => path)], 'add the variable to src/config.ts');
});

test('Function, eval and node:vm are called in src/web/page/templates.ts, src/dev and src/tools only', () => {
  const made = places(
    (file) => callsOf(file, /^(?:(?:new )?(?:globalThis\.)?Function|(?:globalThis\.)?eval|(?:new )?vm\..+)$/),
    (path) => path === 'src/web/page/templates.ts' || isDev(path),
  );
  assertNone(made, 'no eval, no new Function');
});

test('only the files of the table use trustedHtml or assert that a value is SafeHtml', () => {
  const wrong = places(trustsIn, (path) => TRUSTED_HTML.has(path));
  assertNone(wrong, 'make the markup in a template; else add the file and its reason to TRUSTED_HTML');
});

test('child_process is imported by src/dev, src/tools and the embedded Postgres only', () => {
  const wrong = sources.filter(
    (file) =>
      !STARTS_PROGRAMS.test(file.path) && importsOf(file).some(({ specifier }) => /child_process/.test(specifier)),
  );
  assertNone(
    wrong.map(({ path }) => path),
    'no shell, no child process',
  );
});

test('no value of node:http is imported, but in src/dev', () => {
  const wrong = sources.filter(
    (file) =>
      !isDev(file.path) &&
      importsOf(file).some(({ specifier, kind }) => /^(?:node:)?https?$/.test(specifier) && kind === 'value'),
  );
  assertNone(
    wrong.map(({ path }) => path),
    'import its types only, or let express do it: an ES module that imports a value of it makes Node load fetch, 16 MiB',
  );
});

test('src has no Math.random, and no feature has Date.now or new Date() without a value', () => {
  assertNone(
    places(
      (file) => membersOf(file, 'Math.random'),
      () => false,
    ),
    'use node:crypto',
  );
  const times = places(
    (file) => [
      ...membersOf(file, 'Date.now'),
      ...callsOf(file, /^(?:new )?Date$/).filter((call) => call.arguments.length === 0),
    ],
    (path) => !path.startsWith('src/features/'),
  );
  assertNone(times, 'use app.clock.now(), which tests can move');
});

const FOUND: [string, (file: SourceFile) => Node[], number][] = [
  ["process.env['A']; process [key]; const { env } = process;", environmentsIn, 3],
  ["process.exit(1); 'process.env'; app.process; // process.env", environmentsIn, 0],
  ["trustedHtml('a'); html as SafeHtml; html as unknown as SafeHtml;", trustsIn, 3],
  ["const html: SafeHtml = make(); 'as SafeHtml';", trustsIn, 0],
];
for (const [text, find, count] of FOUND) {
  test(`${count} places are found in: ${text}`, () => {
    assert.equal(find(parseSource('src/features/site/faq.page.ts', text)).length, count);
  });
}

test('the tables of exceptions name only files that exist', () => {
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

/** Finds `process.env`, `process[…]`, and a destructured `process`. */
function environmentsIn(file: SourceFile): Node[] {
  const members = nodesOf(file, 'MemberExpression').filter(
    ({ object, property, computed }) => nameOf(object) === 'process' && (computed || nameOf(property) === 'env'),
  );
  const parts = nodesOf(file, 'VariableDeclarator').filter(({ init }) => nameOf(init) === 'process');
  return [...members, ...parts];
}

function trustsIn(file: SourceFile): Node[] {
  const named = nodesOf(file, 'Identifier').filter(({ name }) => name === 'trustedHtml');
  const asserted = nodesOf(file, 'TSAsExpression', 'TSTypeAssertion').filter(
    ({ typeAnnotation }) => pathOf(file, typeAnnotation) === 'SafeHtml',
  );
  return [...named, ...asserted];
}

const membersOf = (file: SourceFile, written: string) =>
  nodesOf(file, 'MemberExpression').filter((member) => pathOf(file, member) === written);

function places(find: (file: SourceFile) => Node[], allowed: (path: string) => boolean): string[] {
  return sources
    .filter(({ path }) => !allowed(path))
    .flatMap((file) => find(file).map((node) => `${placeOf(file, node)} ${file.text.slice(node.start, node.end)}`));
}
