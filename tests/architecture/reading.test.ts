import assert from 'node:assert/strict';
import test from 'node:test';
import {
  exportedFunctions,
  functionsOf,
  importsOf,
  parametersAround,
  templatesOf,
} from '../support/source/declarations.ts';
import { callsOf, parseSource } from '../support/source/syntax.ts';

// These tests cover the code that reads the sources, on which the other tests of this folder rely.
const read = (text: string) => parseSource('src/features/accounts/sign-up.ts', text);

test('a file with a syntax error is refused, not read in part', () => {
  assert.throws(() => read('const a = {'), /sign-up\.ts/);
});

test('a template literal is found with its tag, nested ones too, but a template literal type is not', () => {
  const file = read('run(sql`select ${a ? sql`x = ${1}` : `y`} from t`); type Key = `${string}:key`;');
  assert.deepEqual(
    templatesOf(file).map(({ tag, text }) => [tag, text]),
    [
      ['sql', 'select ${a ? sql`x = ${1}` : `y`} from t'],
      ['sql', 'x = ${1}'],
      ['', 'y'],
    ],
  );
});

test('imports of every form are read, and those in comments and strings are not', () => {
  const file = read(`import a, { type B, c as d } from './a.ts';
import type { E } from '../e/e.ts';
import { type F, type G } from './f.ts';
import './side.ts';
import * as h from 'h';
// import { no } from './no.ts';
export const lazy = async () => (await import('./lazy.ts')).x;
type I = import('./i.ts').I;
export { j } from './j.ts';
const k = \`
import { no } from './no.ts';
\`;
`);
  assert.deepEqual(
    importsOf(file).map(({ target, specifier, kind, names, line }) => [target ?? specifier, kind, names.join(), line]),
    [
      ['src/features/accounts/a.ts', 'value', 'a,B,c', 1],
      ['src/features/e/e.ts', 'type', 'E', 2],
      ['src/features/accounts/f.ts', 'type', 'F,G', 3],
      ['src/features/accounts/side.ts', 'value', '', 4],
      ['h', 'value', '*', 5],
      ['src/features/accounts/lazy.ts', 'value', '', 7],
      ['src/features/accounts/i.ts', 'type', '', 8],
      ['src/features/accounts/j.ts', 'value', 'j', 9],
    ],
  );
});

test('functions are measured as a whole, whatever their form and the type of their result', () => {
  const file = read(`export function one(a: { b: string }): { c: string; d: () => void } {
  return { c: '}', d() {} };
}
export const two = async (a: string): Promise<{ b: string }> => {
  go();
};
class Three {
  async #four(): Promise<void> {
    go();
    go();
  }
}
const five = (a: number) =>
  a + 1;
const six = { seven: () => {
} };
`);
  assert.deepEqual(
    functionsOf(file).map(({ name, lines }) => [name, lines]),
    [
      ['one', 3],
      ['d', 1],
      ['two', 3],
      ['#four', 4],
      ['five', 2],
      ['seven', 2],
    ],
  );
  assert.deepEqual(
    exportedFunctions(file).map(({ name }) => name),
    ['one', 'two'],
  );
});

test('a statement sees the parameters of every function around it, and of no other', () => {
  const file = read(`export async function insertOne(tx: Transaction, { id }: One) {
  const other = (db: Db) => db;
  await each(async (row: Row) => tx.run(sql\`insert into t values (\${id})\`));
}`);
  const [statement] = templatesOf(file);
  assert.ok(statement);
  assert.deepEqual(
    parametersAround(file, statement.node).map(({ name, type }) => `${name}:${type}`),
    ['row:Row', 'tx:Transaction', ':One'],
  );
});

test('a call is found by its whole callee, in code only', () => {
  const file = read("db . query(a); eval(b); 'eval(c)'; new Function(d); retrieval(e); // eval(f)");
  assert.equal(callsOf(file, /^(?:eval|new Function)$/).length, 2);
  assert.equal(callsOf(file, /\.query$/).length, 1);
});
