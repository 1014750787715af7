import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { insertCitizen } from '../../../../src/features/accounts/citizens.repository.ts';
import * as forms from '../../../../src/features/accounts/sign-in/interrupted-forms.repository.ts';
import { type Database, type Sql, sql } from '../../../../src/platform/database.ts';
import { createTestDatabase } from '../../../support/database.ts';
import { newAddress } from '../../../support/visitor.ts';

let db: Database;
before(async () => {
  ({ db } = await createTestDatabase());
});

const run = (query: Sql) => db.transaction((tx) => tx.run(query));
const form: forms.InterruptedForm = { path: '/fr/account/personal-data', fields: { firstName: 'Lucie-Anne' } };
const keep = (citizenId: string, kept = form) =>
  db.transaction((tx) => forms.insertInterruptedForm(tx, citizenId, kept));
async function newCitizen(): Promise<string> {
  const person = { email: newAddress(), passwordHash: 'x', firstName: 'Lucie', lastName: 'Lambert' };
  const citizen = await db.transaction((tx) => insertCitizen(tx, { ...person, language: 'fr', captchaId: null }));
  assert.ok(citizen !== null);
  return citizen.id;
}

describe('an interrupted form', () => {
  it('comes back as typed, whatever was typed', async () => {
    const citizenId = await newCitizen();
    // jsonb holds neither NUL nor lone surrogates, and a form that has them is refused before.
    const text = fc.string({ unit: 'grapheme', maxLength: 50 }).filter((value) => !value.includes('\0'));
    const fields = fc.dictionary(
      text.filter((name) => name !== '__proto__'),
      text,
      { maxKeys: 5, noNullPrototype: true },
    );
    await fc.assert(
      fc.asyncProperty(fields, async (typed) => {
        const kept = { path: '/nl/account', fields: typed };
        const id = await keep(citizenId, kept);
        assert.deepEqual(await forms.findInterruptedForm(db, { id, citizenId }), kept);
      }),
      { numRuns: 30 },
    );
  });

  it('is shown to its own citizen only', async () => {
    const [lucie, jan] = [await newCitizen(), await newCitizen()];
    const id = await keep(lucie);
    assert.deepEqual(await forms.findInterruptedForm(db, { id, citizenId: lucie }), form);
    assert.equal(await forms.findInterruptedForm(db, { id, citizenId: jan }), null);
    assert.equal(await forms.findInterruptedForm(db, { id: randomUUID(), citizenId: lucie }), null);
  });

  it('belongs to somebody, and goes with them', async () => {
    await assert.rejects(keep(randomUUID()), { code: '23503' });
    const lucie = await newCitizen();
    const id = await keep(lucie);
    await run(sql`delete from citizens where id = ${lucie}`);
    assert.equal(await run(sql`select from interrupted_forms where id = ${id}`), 0);
  });

  it('is kept for a day', async () => {
    const citizenId = await newCitizen();
    const [old, young] = [await keep(citizenId), await keep(citizenId)];
    await run(sql`update interrupted_forms set created_at = now() - interval '24 hours 1 minute' where id = ${old}`);
    await run(
      sql`update interrupted_forms set created_at = now() - interval '23 hours 59 minutes' where id = ${young}`,
    );
    assert.equal(await db.transaction((tx) => forms.deleteOldInterruptedForms(tx, 1_000)), 1);
    assert.equal(await forms.findInterruptedForm(db, { id: old, citizenId }), null);
    assert.deepEqual(await forms.findInterruptedForm(db, { id: young, citizenId }), form);
  });
});
