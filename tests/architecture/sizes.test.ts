import test, { type TestContext } from 'node:test';
import type { Node } from 'oxc-parser';
import { functionsOf, statementsOf } from '../support/source/declarations.ts';
import { assertNone, lineCount, listFiles, readText } from '../support/source/source-files.ts';
import { nameOf, nodesOf, placeOf, readSources, type SourceFile } from '../support/source/syntax.ts';

const REMEDY = 'a cap reached means a missing name: take out what can be named, do not fold lines';
const FUNCTION_CAP = 40;
const STATEMENT_CAP = 40;

const sources = readSources();
const sized = sources.map((file) => ({ path: file.path, lines: lineCount(file.text), kind: kindOf(file) }));

/**
 * A use case is a file without a role in its name, which exports a function of the same name. A generator does not
 * count, as it only yields rows.
 */
function kindOf(file: SourceFile): 'page' | 'repository' | 'use case' | 'other' {
  const { path } = file;
  if (path.endsWith('.page.ts') || path.endsWith('.step.ts')) return 'page';
  if (path.endsWith('.repository.ts')) return 'repository';
  const name = /^src\/features\/.*\/([\w-]+)\.ts$/.exec(path)?.[1] ?? '';
  const verb = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const isExported = (node: Node) => file.parents.get(node)?.type === 'ExportNamedDeclaration';
  const deeds = nodesOf(file, 'FunctionDeclaration').filter(({ generator }) => !generator);
  return deeds.some((node) => nameOf(node.id) === verb && isExported(node)) ? 'use case' : 'other';
}

const CAPS = { page: 150, repository: 180, 'use case': 100, other: 200 } as const;
for (const kind of Object.keys(CAPS) as (keyof typeof CAPS)[]) {
  test(`${kind === 'other' ? 'any file of src' : `a ${kind}`} has at most ${CAPS[kind]} lines`, (t) => {
    const files = kind === 'other' ? sized : sized.filter((file) => file.kind === kind);
    report(t, files);
    assertNone(tooLong(files, CAPS[kind]), REMEDY);
  });
}

test('a page template has at most 120 lines, a partial 60', (t) => {
  const templates = listFiles('views', /\.ejs$/).map((path) => ({ path, lines: lineCount(readText(path)) }));
  const partials = templates.filter(({ path }) => path.startsWith('views/partials/'));
  report(t, templates);
  assertNone([...tooLong(templates, 120), ...tooLong(partials, 60)], REMEDY);
});

test(`a function has at most ${FUNCTION_CAP} lines`, (t) => {
  const functions = sources.flatMap((file) =>
    functionsOf(file).map((found) => ({ path: `${placeOf(file, found)} ${found.name}`, lines: found.lines })),
  );
  report(t, functions);
  assertNone(tooLong(functions, FUNCTION_CAP), REMEDY);
});

test(`a SQL statement has at most ${STATEMENT_CAP} lines`, (t) => {
  const statements = sources.flatMap((file) =>
    statementsOf(file).map((found) => ({ path: placeOf(file, found), lines: lineCount(found.text.trim()) })),
  );
  report(t, statements);
  assertNone(tooLong(statements, STATEMENT_CAP), 'name a part of it: a view, a fragment, a second statement');
});

type Sized = { path: string; lines: number };

function tooLong(files: readonly Sized[], cap: number): string[] {
  return files
    .filter(({ lines }) => lines > cap)
    .map(({ path, lines }) => `${path} has ${lines} lines, the cap is ${cap}`);
}

function report(t: TestContext, files: readonly Sized[]): void {
  const lines = files.map((file) => file.lines).sort((one, other) => one - other);
  const longest = files.find((file) => file.lines === lines.at(-1));
  const median = lines[Math.floor(lines.length / 2)] ?? 0;
  t.diagnostic(
    `${t.name}: ${lines.length} of them, median ${median}, longest ${longest?.lines ?? 0} (${longest?.path ?? 'none'})`,
  );
}
