import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { countFigures } from '../../../../src/features/submissions/figures/count-figures.ts';
import { rowsOfSheet } from '../../../support/files/zipped.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { type Colleague, signInColleague } from '../../../support/staff.ts';
import { insertSubmission } from '../../../support/submissions/submitted.ts';
import type { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let nadia: Visitor;
let colleague: Colleague;
before(async () => {
  portal = await startPortal();
  const { person } = await signUp(portal);
  await insertSubmission(portal.app.db, { email: person.email, dueOn: '2026-01-05' });
  await insertSubmission(portal.app.db, { email: person.email, slug: 'room-rental' });
  const { id } = await insertSubmission(portal.app.db, { email: person.email, status: 'delivered' });
  await portal.app.db.pool.query('update submissions set closed_at = now() where id = $1', [id]);
  await countFigures(portal.app, 4);
  ({ visitor: nadia, colleague } = await signInColleague(portal, 'agent', ['festivities']));
});

async function sheetOf(query: string): Promise<string[][]> {
  const headers = { cookie: `staff-session=${nadia.cookie('staff-session')}` };
  const answer = await fetch(new URL(`/fr/admin/statistics.xlsx${query}`, portal.origin), { headers });
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.match(answer.headers.get('content-disposition') ?? '', /filename=chiffres-\d{4}-\d\d-\d\d\.xlsx/);
  return rowsOfSheet(Buffer.from(await answer.arrayBuffer()));
}

const plain = (said: string): string => said.replaceAll('\u00a0', ' ');

/** The lines of the table of the page: names, and the digits of each number. */
function linesIn(html: string): string[][] {
  const table = /<tbody>([\s\S]*?)<\/tbody>/.exec(html)?.[1] ?? '';
  return [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = ''], index) =>
      index === 0 ? plain(text(cell)).trim() : text(cell).replace(/\D+/g, ''),
    ),
  );
}

describe('the figures as a spreadsheet', () => {
  for (const query of ['', '?by=week&weeks=4', '?by=kind', '?by=department&weeks=52', '?by=channel']) {
    it(`say what the page says${query === '' ? '' : `: ${query}`}`, async () => {
      const { html } = await nadia.open(`/fr/admin/statistics${query}`);
      const [, ...lines] = await sheetOf(query);
      const shown = linesIn(html);
      assert.ok(shown.length > 0);
      assert.deepEqual(
        lines.map((line) => line.map((cell) => plain(cell ?? ''))),
        shown,
      );
      const link = `/fr/admin/statistics.xlsx?by=${/by=(\w+)/.exec(query)?.[1] ?? 'slug'}&amp;weeks=`;
      assert.ok(html.includes(link), link);
    });
  }

  it('are of one’s departments only, and written to the audit log', async () => {
    assert.ok(!(await sheetOf('')).flat().some((cell) => /salle/i.test(cell)));
    const { rows } = await portal.app.db.pool.query(
      `select details from audit_events where name = 'statistics-exported' and staff_member_id = $1 order by id desc limit 1`,
      [colleague.id],
    );
    assert.deepEqual(rows[0]?.details, { by: 'slug', weeks: '12' });
  });
});
