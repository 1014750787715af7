import assert from 'node:assert/strict';
import { it } from 'node:test';
import { folderName } from '../../../../src/platform/files/folder-names.ts';

it('names each file as it was typed, apart from what a path would read otherwise', () => {
  const taken = new Set<string>();
  const table: readonly (readonly [string, string])[] = [
    ['plan.pdf', 'a/plan.pdf'],
    ['Plan.PDF', 'a/Plan (2).PDF'],
    ['plan.pdf', 'a/plan (3).pdf'],
    ['été n°5 “à” #1 50% +.pdf', 'a/été n°5 “à” #1 50% +.pdf'],
    ['../../etc/passwd.pdf', 'a/__.._etc_passwd.pdf'],
    ['..\\x: "y"?.pdf', 'a/__x_ _y__.pdf'],
    ['.pdf', 'a/_pdf'],
  ];
  for (const [name, expected] of table) assert.equal(folderName('a', { name, taken }), expected);
});
