import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { readHandledFilter } from '../../../../../src/features/admin/submissions/list/handled-filter.ts';
import {
  countHandledSubmissions,
  listHandledSubmissions,
} from '../../../../../src/features/admin/submissions/list/handled-submissions.repository.ts';
import { dayFromNow } from '../../../../support/clocks/days.ts';
import { fillDatabase } from '../../../../support/database.ts';
import { text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { mostRowsRemoved, plannedAnew, planOf, TRIED_ANEW } from '../../../../support/postgres/plans.ts';
import { signInColleague } from '../../../../support/staff.ts';
import { statementsDuring } from '../../../../support/statements.ts';
import { manySubmissions } from '../../../../support/submissions/many.ts';
import type { Visitor } from '../../../../support/visitor.ts';

let portal: TestPortal;
let nadia: Visitor;
let agentId: string;
before(async () => {
  portal = await startPortal();
  const { visitor, colleague } = await signInColleague(portal);
  nadia = visitor;
  agentId = colleague.id;
  for (const statement of manySubmissions(25_000).split(/;\n/)) await fillDatabase(portal.databaseUrl, statement);
  // What came to her is open for the larger part, and what she closed stays hers.
  await portal.app.db.pool.query(
    `update submissions set assignee_id = $1 where assignee_id in (select assignee_id from submissions where assignee_id is not null limit 1) or id in (
       select id from submissions where status = 'closed' order by filed_at desc limit 1200)`,
    [colleague.id],
  );
  await portal.app.db.pool.query(
    `insert into saved_views (staff_member_id, name, query) values ($1, 'En cours', '?status=in-progress')`,
    [colleague.id],
  );
  await fillDatabase(portal.databaseUrl, 'vacuum analyze');
});

it('a search that many submissions match shows some of them, and says so', async () => {
  const told = async (q: string) => text((await nadia.open(`/fr/admin/submissions?q=${q}`)).html);
  assert.match(await told('lucie'), /Plus de 1.000 demandes contiennent ces mots/);
  assert.match(await told('lucie&status=refused'), /Plus de 1.000 demandes.*Aucune demande ne correspond/s);
  assert.doesNotMatch(await told('50-00000123'), /Plus de/);
});

const LARGE = /Seq Scan on (submissions|submission_words|organisations)\b/;

describe('with twenty-five thousand submissions, the list reads little more than it shows', () => {
  for (const query of [
    '',
    '?view=mine',
    '?view=unassigned',
    '?view=to-take-over',
    '?view=to-take-over&sort=due',
    '?view=to-take-over&procedure=event-permit',
    '?view=overdue',
    '?view=waiting-for-citizen',
    '?sort=due',
    '?view=mine&sort=due',
    '?status=in-progress',
    '?procedure=event-permit',
    '?department=festivities&kind=association',
    '?assignee=me',
    '?from=2026-01-01&to=2026-01-31',
    '?q=yildiz',
    '?q=d%27hondt%20joelle',
    '?q=50-00000123',
  ]) {
    it(query === '' ? 'all of it' : query, async () => {
      const sent = await statementsDuring(portal.app.db, async () => {
        assert.equal((await nadia.open(`/fr/admin/submissions${query}`)).status, 200);
      });
      const lists = sent.filter(({ text }) => /from submissions\b/.test(text));
      assert.ok(lists.length >= 2, 'the list and its counters');
      for (const statement of lists) assertReadsLittle(await planOf(portal.app.db, statement, 'custom'));
      const [list] = lists.filter(({ text }) => text.includes('"assigneeFirstName"'));
      assert.ok(list !== undefined);
      assertReadsLittle(await planOf(portal.app.db, list, 'generic'));
    });
  }
});

function assertReadsLittle(plan: string): void {
  assert.doesNotMatch(plan, LARGE, plan);
  assert.ok(mostRowsRemoved(plan) <= 400, plan);
}

/** Of a status, a colleague or a démarche there may be few: for these Postgres may plan at each call. */
describe('with twenty-five thousand submissions, the list is planned once for all calls', () => {
  for (const query of ['', 'view=overdue', 'sort=due']) {
    it(query === '' ? 'all of it' : query, async () => {
      const filter = readHandledFilter(Object.fromEntries(new URLSearchParams(query)));
      const asked = { agentId, today: dayFromNow(0), filter, asked: null, limit: 21 };
      const anew = await plannedAnew(portal.databaseUrl, (db) => listHandledSubmissions(db, asked));
      assert.ok(anew.length > 0 && Math.max(...anew) <= TRIED_ANEW, `planned anew ${anew} times`);
    });
  }
});

describe('with twenty-five thousand submissions, an export counts them without sorting', () => {
  for (const query of ['', 'status=closed', 'sort=due', 'view=to-take-over', 'q=yildiz']) {
    it(query === '' ? 'all of it' : query, async () => {
      const filter = readHandledFilter(Object.fromEntries(new URLSearchParams(query)));
      const [counted] = await statementsDuring(portal.app.db, async () => {
        const asked = { agentId, today: dayFromNow(0), filter, atMost: 10_000_000 };
        assert.ok((await countHandledSubmissions(portal.app.db, asked)) > 0);
      });
      assert.ok(counted !== undefined);
      assert.doesNotMatch(await planOf(portal.app.db, counted, 'custom'), /Sort/);
    });
  }
});
