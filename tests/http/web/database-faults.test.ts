import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import pg from 'pg';
import { atTheEnd } from '../../support/cleanup.ts';
import { lucie, signIn, signUp, submitSignUp, text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { Visitor } from '../../support/visitor.ts';

/** Faults of the server, by the codes of appendix A of the documentation of Postgres. */
const FAULTS = {
  '53100': 'its disk is full',
  '53200': 'it has no memory left',
  '53300': 'it takes no more connections',
  '25006': 'it takes no writes',
  '40001': 'two transactions came into each other’s way',
};

let portal: TestPortal;
let owner: pg.Client;
let fault = '';
before(async () => {
  portal = await startPortal();
  owner = new pg.Client({ connectionString: portal.databaseUrl });
  await owner.connect();
  atTheEnd(() => owner.end());
});

/** Makes each row that is written to a table fail as it does on such a server. */
async function failing(table: string, work: () => Promise<void>): Promise<void> {
  await owner.query(`
    create function fail() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file' using errcode = '${fault}'; end $$;
    create trigger fails before insert or update on ${table} for each row execute function fail()`);
  try {
    await work();
  } finally {
    await owner.query('drop function fail() cascade');
  }
}

const failed = () => portal.logged.filter((line) => line.includes(fault)).length;

describe('a fault of Postgres', () => {
  for (const [code, words] of Object.entries(FAULTS)) {
    it(`is told with the way out, as ${words}, leaves one line in the log, and is over by itself (${code})`, async () => {
      fault = code;
      const { person } = await signUp(portal);
      const newcomer = lucie();
      await failing('citizens', async () => {
        const visitor = new Visitor(portal);
        await visitor.open('/fr/sign-up');
        await submitSignUp(visitor, newcomer);
        assert.equal(visitor.page.status, 503);
        assert.ok(Number(visitor.page.headers.get('retry-after')) >= 5);
        assert.match(text(visitor.page.html), /momentanément indisponible/);
      });
      assert.equal(failed(), 1);
      await failing('sessions', async () => {
        const { page } = await signIn(portal, person);
        assert.equal(page.status, 503);
        assert.ok(Number(page.headers.get('retry-after')) >= 5);
      });
      assert.equal(failed(), 2);
      assert.equal((await signIn(portal, person)).page.status, 303);
      await signUp(portal, newcomer);
    });
  }
});
