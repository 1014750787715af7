import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  AUTHORISATION,
  insertDoneRun,
  insertDue,
  PROPOSAL,
  proposeDue,
  TRANSFER,
} from '../../../support/acts/retention.ts';
import { fillDatabase } from '../../../support/database.ts';
import { signUp } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { mostRowsRemoved, planOf } from '../../../support/postgres/plans.ts';
import { addColleague, signInColleague } from '../../../support/staff.ts';
import { type Statement, statementsDuring } from '../../../support/statements.ts';
import { manySubmissions } from '../../../support/submissions/many.ts';
import type { Visitor } from '../../../support/visitor.ts';

const TRANSFER_PROPOSAL = `/fr/admin/retention/proposal?procedure=${TRANSFER.slug}&fate=transfer`;
let portal: TestPortal;
let sofia: Visitor;
before(async () => {
  portal = await startPortal();
  sofia = (await signInColleague(portal, 'administrator')).visitor;
  for (const statement of manySubmissions(20_000).split(/;\n/)) await fillDatabase(portal.databaseUrl, statement);
  const { email } = (await signUp(portal)).person;
  for (let nth = 0; nth < 5; nth += 1) await insertDue(portal, { email });
  const [proposer, judge] = [await addColleague(portal, 'administrator'), await addColleague(portal, 'administrator')];
  await proposeDue(portal, proposer);
  const done = await insertDoneRun(portal, proposer.id, judge.id);
  // A few thousand are due, of all that was closed, and what is gone already is most of what is old.
  await fillDatabase(
    portal.databaseUrl,
    `update submissions set closed_at = now() - interval '60 years' where id in (
       select id from submissions where closed_at is not null order by reference limit 9000);
     update submissions set destroyed_at = now(), answers = '{}', declared = '{}', first_name = null, last_name = null, email = null,
       organisation_name = null, assignee_id = null
     where id in (select id from submissions where closed_at < now() - interval '50 years' order by reference limit 3000);
     insert into retention_run_submissions (run_id, submission_id, outcome)
     select '${done}', id, 'destroyed' from submissions where destroyed_at is not null;
     insert into attachments (id, submission_id, name, media_type, bytes, sha256, state)
     select gen_random_uuid(), id, 'plan.pdf', 'application/pdf', 40000, sha256(id::text::bytea), 'clean' from submissions
     where destroyed_at is null`,
  );
  await fillDatabase(portal.databaseUrl, 'vacuum analyze');
});

const LARGE = /Seq Scan on (submissions|retention_run_submissions|attachments)\b/;

/** Asserts that each statement about submissions reads little more than what is due. */
async function assertReadsLittle(sent: readonly Statement[], atLeast: number): Promise<void> {
  const about = sent.filter(({ text: statement }) => /from submissions\b/.test(statement));
  assert.ok(about.length >= atLeast, String(about.length));
  for (const statement of about) {
    const plan = await planOf(portal.app.db, statement, 'custom');
    assert.doesNotMatch(plan, LARGE, plan);
    assert.ok(mostRowsRemoved(plan) <= 400, plan);
  }
}

describe('with twenty thousand submissions, what is due is found without reading the rest', () => {
  it('counted by démarche, and listed in a dry run, page after page', async () => {
    const address = '/fr/admin/retention?procedure=e-bike-grant&fate=destroy';
    const first = await statementsDuring(portal.app.db, async () => {
      assert.equal((await sofia.open(address)).status, 200);
    });
    await assertReadsLittle(first, 2);
    const [, next = ''] = /href="([^"]+)#dry-run">Références suivantes/.exec(sofia.page.html) ?? [];
    const second = await statementsDuring(portal.app.db, async () => {
      assert.equal((await sofia.open(next.replaceAll('&amp;', '&'))).status, 200);
    });
    await assertReadsLittle(second, 2);
  });

  for (const [fate, proposal] of Object.entries({ destroyed: PROPOSAL, transferred: TRANSFER_PROPOSAL })) {
    it(`counted for a proposal, and frozen by it, to be ${fate}`, async () => {
      const sent = await statementsDuring(portal.app.db, async () => {
        assert.equal((await sofia.open(proposal)).status, 200);
      });
      await assertReadsLittle(sent, 1);
      sofia.fill('Autorisation des Archives de l’État', AUTHORISATION);
      const frozen = await statementsDuring(portal.app.db, async () => {
        assert.equal((await sofia.press('Proposer à une seconde personne')).status, 303);
      });
      // What was frozen is no longer due: explained again, the statement inserts nothing twice.
      await assertReadsLittle(frozen, 2);
    });
  }
});
