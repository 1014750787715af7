import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';
import { publishProcedures } from '../../../../src/features/procedures/versions/publish-procedures.ts';
import { findPeople, manyCitizens, SOUGHT } from '../../../support/acts/many-citizens.ts';
import { commune } from '../../../support/commune.ts';
import { createTestDatabase, fillDatabase } from '../../../support/database.ts';
import { mostRowsRemoved, planOf } from '../../../support/postgres/plans.ts';
import { statementsDuring } from '../../../support/statements.ts';
import { manySubmissions } from '../../../support/submissions/many.ts';

const { url, db } = await createTestDatabase();
before(async () => {
  await publishProcedures({ db, commune }, loadDefinitions());
  for (const statement of [manySubmissions(5_000), manyCitizens(20_000)].join(';\n').split(/;\n/)) {
    await fillDatabase(url, statement);
  }
});

for (const typed of SOUGHT) {
  it(`a search of the helpdesk reads little more than it finds: ${typed}`, async () => {
    const sent = await statementsDuring(db, () => findPeople(db, typed));
    const [lookUp, ...others] = sent.filter(({ text }) => /\bfrom citizens\b|citizen_words/.test(text));
    assert.ok(lookUp && others.length === 0);
    const plan = await planOf(db, lookUp, 'generic');
    assert.doesNotMatch(plan, /Seq Scan/, plan);
    assert.ok(mostRowsRemoved(plan) <= 1_000, plan);
  });
}
