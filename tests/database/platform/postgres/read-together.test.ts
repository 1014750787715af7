import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { type Db, sql } from '../../../../src/platform/database.ts';
import { readTogether } from '../../../../src/platform/postgres/read-together.ts';
import { createTestDatabase } from '../../../support/database.ts';
import { statementsDuring } from '../../../support/statements.ts';

const { db } = await createTestDatabase();

const Word = z.strictObject({ word: z.string() });
const Moment = z.strictObject({ at: z.coerce.date(), n: z.number() });
const AT = new Date('2026-11-28T10:30:00.123Z');

const listWords = (on: Db, words: string[]) =>
  on.many(
    Word,
    sql`select word from unnest(${words}::text[]) with ordinality as given(word, place) order by place desc`,
  );
const getMoment = (on: Db, n: number) => on.one(Moment, sql`select ${AT}::timestamptz as at, ${n}::integer as n`);
const findNothing = (on: Db) => on.maybe(Word, sql`select 'never' as word where ${false}::boolean`);

describe('reading together', () => {
  it('sends the reads that begin at once as one statement, each with its values and its order', async () => {
    let read: unknown;
    const statements = await statementsDuring(db, async () => {
      read = await readTogether(db, (together) =>
        Promise.all([listWords(together, ['a', 'b']), getMoment(together, 7), findNothing(together)]),
      );
    });
    assert.deepEqual(read, [[{ word: 'b' }, { word: 'a' }], { at: AT, n: 7 }, null]);
    assert.equal(statements.length, 1);
  });

  it('sends by itself what is read later', async () => {
    let read: unknown;
    const statements = await statementsDuring(db, async () => {
      read = await readTogether(db, async (together) => {
        const { n } = await getMoment(together, 1);
        return getMoment(together, n + 1);
      });
    });
    assert.deepEqual(read, { at: AT, n: 2 });
    assert.equal(statements.length, 2);
  });

  it('rejects each read of a statement that fails', async () => {
    const read = readTogether(db, (together) =>
      Promise.allSettled([getMoment(together, 1), together.one(Word, sql`select 1 / ${0}::integer as word`)]),
    );
    const reasons = (await read).map((one) => (one.status === 'rejected' ? String(one.reason) : 'read'));
    assert.match(reasons.join(' '), /^error: division by zero error: division by zero$/);
  });

  it('sends nothing where nothing is read', async () => {
    const statements = await statementsDuring(db, () => readTogether(db, () => Promise.resolve()));
    assert.equal(statements.length, 0);
  });
});
