import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { type TableFormat, writeTable } from '../../../../src/platform/files/table.ts';

/** Keeps the thread busy as a long row does. */
function work(): string {
  const until = performance.now() + 2;
  while (performance.now() < until);
  return 'x';
}

async function* oneBatch() {
  yield Array.from({ length: 40 }, () => null);
}

describe('a table that takes long to write', () => {
  for (const format of ['xlsx', 'csv'] as const satisfies TableFormat[]) {
    it(`lets pages pass within a batch, as ${format}`, async () => {
      let passed = 0;
      let writing = true;
      const pass = () => {
        passed += 1;
        if (writing) setImmediate(pass);
      };
      setImmediate(pass);
      let first = 0;
      let last = 0;
      const columns = [{ heading: 'A', width: 9, cell: () => work() }];
      columns.push({
        heading: 'B',
        width: 9,
        cell: () => {
          first ||= passed;
          last = passed;
          return 'y';
        },
      });
      await writeTable({ name: 'T', columns, rows: oneBatch(), cut: '' }, format, new PassThrough().resume());
      writing = false;
      assert.ok(last - first >= 10, `${last - first} turns of others within one batch`);
    });
  }
});
