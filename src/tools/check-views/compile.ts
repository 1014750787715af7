import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { environmentModule, syntaxProblem, type ViewModule, viewModule } from './module.ts';
import type { Problem, Template } from './template.ts';

const SCRATCH_PARENT = 'var/views-check';
const COMPILER = 'node_modules/typescript/bin/tsc';
const ROOT_CONFIG = '../../../tsconfig.json';
const SOURCES: readonly string[] = JSON.parse(readFileSync('tsconfig.json', 'utf8')).include;
const REPORT = /^(?<file>[^(\n]+)\((?<line>\d+),\d+\): error TS(?<code>\d+): (?<message>.+)$/;

/**
 * Type-checks all templates together with all sources, which they need in any case: twice would take a third longer. The
 * working directory must be the root of the project.
 */
export function typeProblems(templates: readonly Template[]): Problem[] {
  mkdirSync(SCRATCH_PARENT, { recursive: true });
  const scratch = mkdtempSync(`${SCRATCH_PARENT}/`);
  try {
    const modules = templates.map((template) => viewModule(template, scratch));
    const broken = modules.map((module) => ({ module, problem: syntaxProblem(module) }));
    const sound = broken.flatMap(({ module, problem }) => (problem === null ? [module] : []));
    writeModules(modules, sound, scratch);
    return [...broken.flatMap(({ problem }) => problem ?? []), ...readReport(compile(scratch), modules, sound)];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Writes each template as a module. One that is not valid JavaScript keeps only the type of its model, so that the
 * templates which include it are still checked.
 */
function writeModules(modules: readonly ViewModule[], sound: readonly ViewModule[], scratch: string): void {
  const named = modules.filter(({ template }) => template.model !== null);
  for (const module of named) {
    const text = sound.includes(module) ? module.text : module.text.split('\n').slice(0, 4).join('\n');
    mkdirSync(path.dirname(module.path), { recursive: true });
    writeFileSync(module.path, text);
  }
  writeFileSync(path.join(scratch, 'env.ts'), environmentModule(named, scratch));
  const sources = SOURCES.map((folder) => path.join(path.relative(scratch, '.'), folder));
  writeFileSync(
    path.join(scratch, 'tsconfig.json'),
    JSON.stringify({ extends: ROOT_CONFIG, include: ['**/*.ts', ...sources] }),
  );
}

function compile(scratch: string): string {
  const { stdout, stderr, status, error } = spawnSync(
    process.execPath,
    [COMPILER, '--pretty', 'false', '-p', scratch],
    { encoding: 'utf8' },
  );
  if (error !== undefined) throw error;
  if (status !== 0 && !REPORT.test(stdout.split('\n')[0] ?? '')) throw new Error(`tsc failed:\n${stdout}${stderr}`);
  return stdout;
}

/** Returns the errors of tsc, those in the module of a template at the line of the template. */
function readReport(report: string, modules: readonly ViewModule[], sound: readonly ViewModule[]): Problem[] {
  const byPath = new Map(modules.map((module) => [path.resolve(module.path), module]));
  // What an error consists of follows in lines that begin with a space.
  return report.split(/\n(?!\s|$)/).flatMap((lines) => {
    const [first = '', ...more] = lines.split('\n');
    const { file = '', line, code = '', message = '' } = REPORT.exec(first)?.groups ?? {};
    if (file === '') return [];
    const module = byPath.get(path.resolve(file));
    // Of one that is not JavaScript only the first lines were compiled.
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
