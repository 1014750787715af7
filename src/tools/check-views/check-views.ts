import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { typeProblems } from './compile.ts';
import { markupProblems } from './markup.ts';
import { codeProblems, headerProblems, type Problem, parseTemplate, type Template } from './template.ts';

// Checks the types of all sources, and every template against the type that its first line names:
// `node src/tools/check-views/check-views.ts`. It also checks templates with known mistakes, the canary, in which it must
// find each one.
const CANARY = 'tests/architecture/canary';
const started = performance.now();
process.chdir(path.resolve(import.meta.dirname, '../../..'));

const views = readTemplates('views');
const canary = readTemplates(CANARY);
const problems = check([...views, ...canary]);
const failures = [...problems.filter(({ file }) => !isCanary(file)), ...canaryProblems(canary, problems)];
for (const { file, line, message } of failures.sort(inOrder)) process.stdout.write(`${file}:${line} ${message}\n`);
if (failures.length > 0) process.exitCode = 1;
const seconds = ((performance.now() - started) / 1000).toFixed(1);
process.stdout.write(`sources and ${views.length} templates checked in ${seconds} s, ${failures.length} problems\n`);

function readTemplates(folder: string): Template[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ejs'));
  return names.sort().map((name) => {
    const file = `${folder}/${name.replaceAll(path.sep, '/')}`;
    return parseTemplate(file, readFileSync(file, 'utf8'));
  });
}

function check(templates: readonly Template[]): Problem[] {
  return [
    ...templates.flatMap((template) => [
      ...headerProblems(template),
      ...markupProblems(template),
      ...codeProblems(template),
    ]),
    ...typeProblems(templates),
  ];
}

function isCanary(file: string): boolean {
  return file.startsWith(CANARY);
}

/**
 * Each line of the canary that says `<%# expect: words %>` must be reported with these words, and no other line may be
 * reported.
 */
function canaryProblems(templates: readonly Template[], found: readonly Problem[]): Problem[] {
  const expected = templates.flatMap(({ file, pieces }) =>
    pieces.flatMap(({ kind, text, line }) => {
      const message = kind === 'comment' ? /^ expect: (.+) $/.exec(text)?.[1] : undefined;
      return message === undefined ? [] : [{ file, line, message }];
    }),
  );
  const same = (one: Problem, other: Problem) => one.file === other.file && one.line === other.line;
  const missed = expected.filter(
    (wanted) => !found.some((problem) => same(problem, wanted) && problem.message.includes(wanted.message)),
  );
  const surprising = found.filter(
    (problem) => isCanary(problem.file) && !expected.some((wanted) => same(problem, wanted)),
  );
  if (expected.length === 0)
    return [{ file: CANARY, line: 1, message: 'the canary is gone: nothing proves the check' }];
  return [
    ...missed.map((wanted) => ({ ...wanted, message: `the check no longer sees this mistake: ${wanted.message}` })),
    ...surprising.map((problem) => ({ ...problem, message: `not expected in the canary: ${problem.message}` })),
  ];
}

function inOrder(one: Problem, other: Problem): number {
  return one.file.localeCompare(other.file) || one.line - other.line;
}
