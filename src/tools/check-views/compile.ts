import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { environmentModule, syntaxProblem, type ViewModule, viewModule } from './module.ts';
import type { Problem, Template } from './template.ts';

/** The folder that is kept from one check to the next, so that tsc looks again only at what changed. */
const SCRATCH = 'var/views-check';
const COMPILER = 'node_modules/typescript/bin/tsc';
const ROOT_CONFIG = '../../tsconfig.json';
const SOURCES: readonly string[] = JSON.parse(readFileSync('tsconfig.json', 'utf8')).include;
/** The file in which tsc keeps what it knows; its path is relative to the configuration. */
const KNOWN = './known.tsbuildinfo';
const REPORT = /^(?<file>[^(\n]+)\((?<line>\d+),\d+\): error TS(?<code>\d+): (?<message>.+)$/;

/**
 * Type-checks all templates together with all sources, which they need in any case: twice would take a third longer. The
 * working directory must be the root of the project.
 */
export function typeProblems(templates: readonly Template[]): Problem[] {
  const modules = templates.map((template) => viewModule(template, SCRATCH));
  const broken = modules.map((module) => ({ module, problem: syntaxProblem(module) }));
  const sound = broken.flatMap(({ module, problem }) => (problem === null ? [module] : []));
  keepFiles(modulesToCompile(modules, sound));
  return [...broken.flatMap(({ problem }) => problem ?? []), ...readReport(compile(), modules, sound)];
}

/**
 * Returns the text of each file: every template as a module. One that is not valid JavaScript keeps only the type of its
 * model, so that the templates which include it are still checked.
 */
function modulesToCompile(modules: readonly ViewModule[], sound: readonly ViewModule[]): Map<string, string> {
  const named = modules.filter(({ template }) => template.model !== null);
  const sources = SOURCES.map((folder) => path.join(path.relative(SCRATCH, '.'), folder));
  const config = {
    extends: ROOT_CONFIG,
    compilerOptions: { incremental: true, tsBuildInfoFile: KNOWN },
    include: ['**/*.ts', ...sources],
  };
  return new Map([
    ...named.map((module): [string, string] => [
      module.path,
      sound.includes(module) ? module.text : module.text.split('\n').slice(0, 4).join('\n'),
    ]),
    [path.join(SCRATCH, 'env.ts'), environmentModule(named, SCRATCH)],
    [path.join(SCRATCH, 'tsconfig.json'), JSON.stringify(config)],
  ]);
}

/** Writes what differs, so that a check that runs at the same time reads whole files, and deletes what has gone. */
function keepFiles(files: ReadonlyMap<string, string>): void {
  mkdirSync(SCRATCH, { recursive: true });
  const there = readdirSync(SCRATCH, { recursive: true, encoding: 'utf8' }).map((name) => path.join(SCRATCH, name));
  for (const file of there.filter((one) => one.endsWith('.ts') && !files.has(one))) rmSync(file);
  for (const [file, text] of files) {
    if (there.includes(file) && readFileSync(file, 'utf8') === text) continue;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function compile(): string {
  const { stdout, stderr, status, error } = spawnSync(
    process.execPath,
    [COMPILER, '--pretty', 'false', '-p', SCRATCH],
    { encoding: 'utf8' },
  );
  if (error !== undefined) throw error;
  if (status !== 0 && !REPORT.test(stdout.split('\n')[0] ?? '')) throw new Error(`tsc failed:\n${stdout}${stderr}`);
  return stdout;
}

/** Returns the errors of tsc, those in the module of a template at the line of the template. */
function readReport(report: string, modules: readonly ViewModule[], sound: readonly ViewModule[]): Problem[] {
  const byPath = new Map(modules.map((module) => [path.resolve(module.path), module]));
  // The details of an error follow it, in lines that begin with a space.
  return report.split(/\n(?!\s|$)/).flatMap((lines) => {
    const [first = '', ...more] = lines.split('\n');
    const { file = '', line, code = '', message = '' } = REPORT.exec(first)?.groups ?? {};
    if (file === '') return [];
    const module = byPath.get(path.resolve(file));
    // Only the first lines of a template that is not JavaScript were compiled, so its errors mean nothing here.
    if (module !== undefined && !sound.includes(module)) return [];
    if (module !== undefined)
      return [{ file: module.template.file, line: module.lineOf(Number(line)), message: explain(code, message) }];
    return [{ file, line: Number(line), message: [`${message} (TS${code})`, ...more].join('\n').trimEnd() }];
  });
}

function explain(code: string, message: string): string {
  const remedy = REMEDIES.find(([pattern]) => pattern.test(message))?.[1];
  return remedy === undefined ? `${message} (TS${code})` : `${message} (TS${code}): ${remedy}`;
}

const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/SafeHtml/, '<%- takes include(…) or SafeHtml only'],
  [/keyof Templates/, 'there is no such template'],
  [/to parameter of type 'string \| number'/, '<%= takes a string or a number only'],
  [/to parameter of type 'never'/, 'its type is any: give the model a type'],
];
