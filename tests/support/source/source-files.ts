import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type ScannedCode, scanCode } from './scan-code.ts';

export const ROOT = path.resolve(import.meta.dirname, '../../..');
export const LANGUAGES = ['fr', 'nl', 'en', 'de'] as const;

/** Fails with the remedy and each breach on a line, « file:line what ». */
export function assertNone(breaches: readonly string[], remedy = ''): void {
  assert.ok(breaches.length === 0, [remedy, ...breaches].filter(Boolean).join('\n  '));
}

export type SourceFile = ScannedCode & { path: string; text: string };
export type Import = {
  /** As written: a package, a builtin, or a relative path. */
  specifier: string;
  /** From the root of the project when relative; else null. */
  target: string | null;
  names: readonly string[];
  kind: 'value' | 'type';
  dynamic: boolean;
  line: number;
};

/** Paths from the root, with slashes, sorted; none when the folder is not there. */
export function listFiles(folder: string, pattern: RegExp): string[] {
  const absolute = path.join(ROOT, folder);
  if (statSync(absolute, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((file) => pattern.test(file))
    .sort();
}

export const readText = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
export const isFile = (file: string): boolean =>
  statSync(path.join(ROOT, file), { throwIfNoEntry: false })?.isFile() ?? false;

export function readSources(folder = 'src'): SourceFile[] {
  return listFiles(folder, /\.ts$/).map((file) => {
    const text = readText(file);
    return { path: file, text, ...scanCode(text) };
  });
}

/** Every feature that has a folder, empty ones excepted. */
export function listFeatures(): string[] {
  return [...new Set(listFiles('src/features', /\.ts$/).flatMap((file) => file.split('/')[2] ?? []))];
}

export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
export const lineCount = (text: string): number => text.replace(/\n$/, '').split('\n').length;

const STATIC = /(?:^|\n)[ \t]*(?:import|export)\s+(type\s+)?([\w$*\s{},]+?)\s+from\s*'([^'\n]+)'/g;
const SIDE_EFFECT = /(?:^|\n)[ \t]*import\s*'([^'\n]+)'/g;
const DYNAMIC = /(await\s+|return\s+|=>\s*|\(\s*)?\bimport\(\s*'([^'\n]+)'\s*\)/g;

export function importsOf({ path: file, uncommented, code }: SourceFile): Import[] {
  // What looks like an import inside a string or a template is text.
  const all = (pattern: RegExp) =>
    [...uncommented.matchAll(pattern)].filter(({ index, 0: found }) => {
      const keyword = index + found.search(/import|export/);
      return /^(?:import|export)/.test(code.slice(keyword, keyword + 6));
    });
  const made = (specifier: string, index: number, rest: Pick<Import, 'names' | 'kind' | 'dynamic'>): Import => {
    const relative = specifier.startsWith('.');
    const target = relative ? path.posix.join(path.posix.dirname(file), specifier) : null;
    return { specifier, target, line: lineAt(uncommented, index), ...rest };
  };
  const statics = all(STATIC).map((match) => {
    const [whole, typeOnly, clause = '', specifier = ''] = match;
    const kind = typeOnly !== undefined || onlyTypes(clause) ? 'type' : 'value';
    return made(specifier, match.index + whole.length, { names: namesOf(clause), kind, dynamic: false });
  });
  const sideEffects = all(SIDE_EFFECT).map((match) =>
    made(match[1] ?? '', match.index + match[0].length, { names: [], kind: 'value', dynamic: false }),
  );
  // `import('x').Type` in a type is no import; one that is awaited, returned or chained is.
  const dynamics = all(DYNAMIC).map((match) => {
    const kind = match[1] === undefined ? 'type' : 'value';
    return made(match[2] ?? '', match.index + match[0].length, { names: [], kind, dynamic: true });
  });
  return [...statics, ...sideEffects, ...dynamics];
}

function onlyTypes(clause: string): boolean {
  const inside = /^\{([\s\S]*)\}$/.exec(clause.trim())?.[1];
  if (inside === undefined) return false;
  return inside.split(',').every((part) => part.trim() === '' || part.trim().startsWith('type '));
}

function namesOf(clause: string): string[] {
  const parts = clause.replace(/[{}]/g, ',').split(',');
  return parts.flatMap(
    (part) =>
      part
        .trim()
        .replace(/^type\s+/, '')
        .split(/\s+as\s+/)[0] || [],
  );
}

/** `src/features/accounts/sign-up/sign-up.page.ts` is of `accounts`; null outside the features. */
export const featureOf = (file: string): string | null => /^src\/features\/([^/]+)\//.exec(file)?.[1] ?? null;

export type FunctionPlace = { name: string; start: number; end: number; lines: number };
const FUNCTION =
  /\bfunction\b\s*\*?\s*([\w$]*)|(?:^|[\n;{}])[ \t]*(?:(?:public|private|protected|static|override|async|get|set)\s+)*(#?[\w$]+)\s*(?:<[^(){}]*>)?\(|([\w$]+)\s*(?::[^=;\n]*)?=\s*(?:async\s*)?(?:<[^(){}]*>)?\(|=>\s*\{/g;
const NOT_NAMES = new Set([
  'if',
  'for',
  'while',
  'switch',
  'catch',
  'return',
  'function',
  'await',
  'super',
  'constructor',
]);

/** Functions with a body in braces: declarations, methods, arrows. Found by braces, which the scanner keeps balanced. */
export function functionsOf({ code }: SourceFile): FunctionPlace[] {
  const found = new Map<number, FunctionPlace>();
  for (const match of code.matchAll(FUNCTION)) {
    const name = match[1] ?? match[2] ?? match[3] ?? '';
    if (NOT_NAMES.has(name) && name !== 'constructor') continue;
    const open = match[0].startsWith('=>')
      ? match.index + match[0].length - 1
      : bodyOf(code, match.index + match[0].length);
    if (open === null) continue;
    const end = closing(code, open);
    const start = code.slice(0, match.index).length + (match[0].length - match[0].trimStart().length);
    const earlier = found.get(open);
    if (earlier === undefined || earlier.name === '') {
      found.set(open, { name, start, end, lines: lineAt(code, end) - lineAt(code, open) + 1 });
    }
  }
  return [...found.values()];
}

/** From inside or before the parameters to the brace of the body; null when there is none, as for a call. */
function bodyOf(code: string, from: number): number | null {
  const parameters = code[from - 1] === '(' ? from - 1 : code.indexOf('(', from);
  if (parameters < 0) return null;
  const after = closing(code, parameters) + 1;
  return /^\s*(?::|=>|\{)/.test(code.slice(after, after + 40)) ? braceOfBody(code, after) : null;
}

/** The type of a result may hold braces too: those are followed by more of the type, or by the body. */
function braceOfBody(code: string, from: number): number | null {
  let at = from;
  while (at < code.length) {
    const token = /[{;]|=>\s*(?!\{)\S/g;
    token.lastIndex = at;
    const match = token.exec(code);
    if (match?.[0] !== '{') return null;
    const next = code.slice(closing(code, match.index) + 1).trimStart();
    const before = code.slice(from, match.index).replaceAll('=>', '');
    const insideAngles = before.split('<').length > before.split('>').length;
    const isType = /:[^;]*$/.test(before) && (insideAngles || /^(?:[{|&[]|=>)/.test(next));
    if (!isType) return match.index;
    at = closing(code, match.index) + 1;
  }
  return null;
}

const PAIRS: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' };
function closing(code: string, open: number): number {
  let depth = 0;
  const opener = code[open] ?? '{';
  const closer = PAIRS[opener] ?? '}';
  for (let at = open; at < code.length; at += 1) {
    if (code[at] === opener) depth += 1;
    if (code[at] === closer) depth -= 1;
    if (depth === 0) return at;
  }
  return code.length - 1;
}
