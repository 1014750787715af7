import path from 'node:path';
import vm from 'node:vm';
import type { Piece, Problem, Template } from './template.ts';

/** The code of a template. `origin` holds, for each line of code, the line of the template that it comes from. */
type Body = { lines: string[]; origin: number[] };
export type ViewModule = { template: Template; path: string; text: string; lineOf(moduleLine: number): number };

const PRELUDE_LINES = 5;
const WITHOUT_SHELL = /^views\/(?:partials|emails)\/|^views\/layout\.ejs$/;

/**
 * Turns the template `views/a/b.ejs` into the module `{scratch}/views/a/b.ejs.ts`: a function with the template's code,
 * which passes each value to a function with a typed parameter.
 */
export function viewModule(template: Template, scratch: string): ViewModule {
  const file = path.join(scratch, `${template.file}.ts`);
  const from = (target: string) => path.relative(path.dirname(file), target).replaceAll(path.sep, '/');
  const { type, source } = template.model ?? { type: 'Shell', source: 'src/web/page/shell.ts' };
  const body = bodyOf(template.pieces);
  const shell = WITHOUT_SHELL.test(template.file) ? '' : ' & { shell: Shell }';
  const prelude = [
    `import type { ${type} as Model } from '${from(source)}';`,
    `import type { Shell } from '${from('src/web/page/shell.ts')}';`,
    `import type { Include, Print, Raw } from '${from(path.join(scratch, 'env.ts'))}';`,
    `export type View = Model${shell}; export type Unused = Shell;`,
    'export function template(view: View, [include, _print, _raw]: [Include, Print, Raw]) { void [view, include, _print, _raw];',
  ];
  return {
    template,
    path: file,
    text: [...prelude, ...body.lines, '}', ''].join('\n'),
    lineOf: (line) => body.origin[line - PRELUDE_LINES - 1] ?? (line <= PRELUDE_LINES ? 1 : (body.origin.at(-1) ?? 1)),
  };
}

function bodyOf(pieces: readonly Piece[]): Body {
  const body: Body = { lines: [], origin: [] };
  const add = (text: string, line: number) => {
    text.split('\n').forEach((codeLine, index) => {
      body.lines.push(codeLine);
      body.origin.push(line + index);
    });
  };
  const addValue = (sink: string, { text, line }: Piece) => {
    add(`;${sink}(${text}`, line);
    // The bracket closes on a new line, as in EJS, in case the code ends with a comment.
    add(');', line + text.split('\n').length - 1);
  };
  for (const piece of pieces) {
    if (piece.kind === 'code') add(`;${piece.text}`, piece.line);
    if (piece.kind === 'escaped') addValue('_print', piece);
    if (piece.kind === 'raw') addValue('_raw', piece);
  }
  return body;
}

/**
 * Returns null when the code is valid JavaScript. TypeScript alone would accept `as` and types, which `new Function`
 * refuses when the portal starts.
 */
export function syntaxProblem({ template, text, lineOf }: ViewModule): Problem | null {
  const code = text.split('\n').slice(PRELUDE_LINES).join('\n');
  try {
    new vm.Script(`(function (view, include, _print, _raw) { 'use strict'; ${code.trimEnd()})`, {
      filename: template.file,
      lineOffset: PRELUDE_LINES,
    });
    return null;
  } catch (error) {
    const { message, stack = '' } = error as Error;
    const line = Number(/\.ejs:(\d+)/.exec(stack)?.[1] ?? 0);
    return { file: template.file, line: lineOf(line), message: `not JavaScript: ${message}` };
  }
}

/** Returns the module with the types of those functions, and of every template that may be included. */
export function environmentModule(modules: readonly ViewModule[], scratch: string): string {
  const included = modules.filter(({ template }) => template.model !== null && template.file.startsWith('views/'));
  const models = included.map(({ template, path: file }) => {
    const name = template.file.slice('views'.length, -'.ejs'.length);
    return `  '${name}': import('./${path.relative(scratch, file).replaceAll(path.sep, '/')}').View;`;
  });
  const html = path.relative(scratch, 'src/web/page/html.ts').replaceAll(path.sep, '/');
  return `import type { SafeHtml } from '${html}';
interface Templates {
${models.join('\n')}
}
type NotAny<T> = 0 extends 1 & T ? never : T;
export type Include = <Name extends keyof Templates>(name: Name, model: Templates[Name]) => SafeHtml;
export type Print = <T extends string | number>(value: NotAny<T>) => void;
export type Raw = <T extends SafeHtml>(value: NotAny<T>) => void;
`;
}
