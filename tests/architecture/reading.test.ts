import assert from 'node:assert/strict';
import test from 'node:test';
import { scanCode } from '../support/source/scan-code.ts';
import { functionsOf, importsOf, type SourceFile } from '../support/source/source-files.ts';

// The other tests of this folder are worth what their reader is worth.
const read = (text: string, path = 'src/features/accounts/sign-up.ts'): SourceFile => ({
  path,
  text,
  ...scanCode(text),
});

const BLANKED = {
  'a string': "go('} // no', \"it's {\")",
  'a comment': "go(); // don't { stop\n/* { ` */ go();",
  'a regular expression': 'go(/[/}`]\\/{/g, 4 / 2 / 1, a ? /}/ : b)',
  'a template': 'go(`} // ${inside({ a: `{ ${"}"} {` })} \' {`)',
  'a division after a closing bracket': 'const a = (b) / c; const d = e[0] / f; // }',
};
for (const [what, text] of Object.entries(BLANKED)) {
  test(`what stands in ${what} is not read as code`, () => {
    const { code } = scanCode(text);
    assert.equal(code.length, text.length);
    const balance = [...code].reduce((depth, sign) => depth + (sign === '{' ? 1 : 0) - (sign === '}' ? 1 : 0), 0);
    assert.equal(balance, 0, code);
    assert.doesNotMatch(code, /no|stop|\/\/|'s/);
  });
}

test('a template literal is found with its tag, nested ones too', () => {
  const { templates } = scanCode('run(sql`select ${a ? sql`x = ${1}` : `y`} from t`)');
  assert.deepEqual(
    templates.map(({ tag, text }) => [tag, text]),
    [
      ['sql', 'x = ${1}'],
      ['', 'y'],
      ['sql', 'select ${a ? sql`x = ${1}` : `y`} from t'],
    ],
  );
});

test('imports are read whatever their form, and those in comments are not', () => {
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
      ['h', 'value', '*', 5],
      ['src/features/accounts/j.ts', 'value', 'j', 9],
      ['src/features/accounts/side.ts', 'value', '', 4],
      ['src/features/accounts/lazy.ts', 'value', '', 7],
      ['src/features/accounts/i.ts', 'type', '', 8],
    ],
  );
});

test('functions are measured to their closing brace, whatever their form and the type of their result', () => {
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
const five = (a: number) => a + 1;
`);
  const measured = functionsOf(file).map(({ name, lines }) => [name, lines] as const);
  assert.deepEqual(
    measured.filter(([name]) => name !== 'd'),
    [
      ['one', 3],
      ['two', 3],
      ['#four', 4],
    ],
  );
});
