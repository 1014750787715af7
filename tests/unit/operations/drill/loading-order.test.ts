import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { inLoadingOrder } from '../../../../src/features/operations/drill/loading-order.ts';

const names = (tables: readonly { name: string }[]) => tables.map(({ name }) => name);

it('a table comes after those that it refers to, whatever the order in which they are given', () => {
  const tables = [
    { name: 'events', needs: ['submissions', 'citizens'] },
    { name: 'submissions', needs: ['citizens'] },
    { name: 'citizens', needs: [] },
    { name: 'quotas', needs: [] },
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(tables, { minLength: tables.length }), (given) => {
      const ordered = inLoadingOrder(given);
      assert.deepEqual(names(ordered).toSorted(), names(tables).toSorted());
      for (const [at, { needs }] of ordered.entries())
        for (const need of needs) assert.ok(names(ordered).indexOf(need) < at, `${need} before ${ordered[at]?.name}`);
    }),
  );
});

it('tables that refer to one another in a circle are named', () => {
  const circle = [
    { name: 'a', needs: ['b'] },
    { name: 'b', needs: ['a'] },
    { name: 'c', needs: [] },
  ];
  assert.throws(() => inLoadingOrder(circle), /in a circle: a, b/);
});
