import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldDefinition } from '../../../../../src/features/procedures/definition/field-definition.ts';
import type { Typed } from '../../../../../src/features/procedures/fields/field-kind.ts';
import { withKeptNumbers } from '../../../../../src/features/submissions/draft/step/kept-numbers.ts';

const label = { fr: 'x', nl: 'x' };
const fields: FieldDefinition[] = [
  { type: 'nationalNumber', id: 'own', label },
  {
    type: 'group',
    id: 'people',
    label,
    item: label,
    fields: [
      { type: 'text', id: 'name', label },
      { type: 'nationalNumber', id: 'number', label },
    ],
  },
];
const MASK = '85.07.30-***.**';
const [ADA, BEA, CLEM] = ['85073003328', '85073099734', '79021199854'];
const people = [
  { name: 'Ada', number: ADA },
  { name: 'Béa', number: BEA },
  { name: 'Clem', number: CLEM },
];
type Item = readonly [name: string, number: string];
const read = (...items: Item[]): (string | undefined)[] => {
  const entries = items.flatMap(([name, number], index) => [
    [`people.${index}.name`, [name]],
    [`people.${index}.number`, [number]],
  ]);
  const typed: Typed = Object.fromEntries(entries);
  const clear = withKeptNumbers({ fields }, { typed, kept: { people } });
  return items.map((_, index) => clear[`people.${index}.number`]?.[0]);
};

describe('a mask that comes back', () => {
  it('is the number that is kept, and any other number is what was typed', () => {
    const clear = (own: string) => withKeptNumbers({ fields }, { typed: { own: [own] }, kept: { own: ADA } })['own'];
    assert.deepEqual(clear(MASK), [ADA]);
    assert.deepEqual(clear(` ${MASK} `), [ADA]);
    assert.deepEqual(clear('79.02.11-***.**'), ['79.02.11-***.**']);
    assert.deepEqual(clear(CLEM), [CLEM]);
    assert.deepEqual(withKeptNumbers({ fields }, { typed: { own: [MASK] }, kept: {} }), { own: [MASK] });
  });

  it('of twins belongs to the one at its place, also where a name is corrected', () => {
    assert.deepEqual(read(['Adèle', MASK], ['Béa', MASK], ['Clem', '79.02.11-***.**']), [ADA, BEA, CLEM]);
  });

  it('of the twin that is left is theirs, as long as nothing else of them changed; else it is asked again', () => {
    assert.deepEqual(read(['Béa', MASK], ['Clem', '79.02.11-***.**']), [BEA, CLEM]);
    assert.deepEqual(read(['Béatrice', MASK]), [MASK]);
    assert.deepEqual(read(['Ada', '79.02.11-998.54'], ['Béa', MASK]), ['79.02.11-998.54', BEA]);
  });

  it('belongs to its person wherever they stand after others left or came', () => {
    assert.deepEqual(read(['Clémence', '79.02.11-***.**']), [CLEM]);
    assert.deepEqual(read(['Ada', MASK], ['Béa', MASK], ['Dan', ''], ['Clem', '79.02.11-***.**']), [
      ADA,
      BEA,
      '',
      CLEM,
    ]);
  });
});
