import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import pg from 'pg';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';
import { publishProcedures } from '../../../../src/features/procedures/versions/publish-procedures.ts';
import { findPeople, manyCitizens, SOUGHT } from '../../../support/acts/many-citizens.ts';
import { commune } from '../../../support/commune.ts';
import { createTestDatabase, fillDatabase } from '../../../support/database.ts';
import { type Statement, statementsDuring } from '../../../support/statements.ts';
import { manySubmissions } from '../../../support/submissions/many.ts';

const { url, db } = await createTestDatabase();
before(async () => {
  await publishProcedures({ db, commune }, loadDefinitions());
  for (const statement of [manySubmissions(5_000), manyCitizens(20_000)].join(';\n').split(/;\n/)) {
    await fillDatabase(url, statement);
  }
});

/** The plan that a named statement gets, which knows no value; so the search by name asks for in every case. */
async function planOf({ text, values }: Statement): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('set plan_cache_mode = force_generic_plan');
    await client.query(`prepare sought as ${text}`);
    const given = values.map((value) => (value === null ? 'null' : pg.escapeLiteral(String(value)))).join(', ');
    const { rows } = await client.query(`explain (analyze, costs off, timing off) execute sought(${given})`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    await client.end();
  }
}

for (const typed of SOUGHT) {
  it(`a search of the helpdesk reads little more than it finds: ${typed}`, async () => {
    const sent = await statementsDuring(db, () => findPeople(db, typed));
    const [lookUp, ...others] = sent.filter(({ text }) => /\bfrom citizens\b|citizen_words/.test(text));
    assert.ok(lookUp && others.length === 0);
    const plan = await planOf(lookUp);
    assert.doesNotMatch(plan, /Seq Scan/, plan);
    const removed = [...plan.matchAll(/Rows Removed by (?:Filter|Index Recheck): (\d+)/g)].map(([, n]) => Number(n));
    assert.ok(Math.max(0, ...removed) <= 1_000, plan);
  });
}
