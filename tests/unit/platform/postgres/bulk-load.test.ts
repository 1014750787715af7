import assert from 'node:assert/strict';
import test from 'node:test';
import { copyLine } from '../../../../src/platform/postgres/bulk-load.ts';

test('a line of COPY escapes tabs, ends of line and backslashes, and tells null from empty', () => {
  assert.equal(copyLine(['a', null, '']), 'a\t\\N\t\n');
  assert.equal(copyLine(['a\tb\nc\rd\\N']), 'a\\tb\\nc\\rd\\\\N\n');
});
