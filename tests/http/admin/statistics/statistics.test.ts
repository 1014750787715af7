import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formatReference } from '../../../../src/domain/numbers/reference.ts';
import { countFigures } from '../../../../src/features/submissions/figures/count-figures.ts';
import { dayFromNow } from '../../../support/clocks/days.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { insertSubmission, type NewSubmission } from '../../../support/submissions/submitted.ts';

const EVENT = 'Autorisation d’événement : fête de rue, brocante, braderie';
const REPORT = 'Signalement : propreté et dépôt clandestin';
const DAY_MS = 86_400_000;
let portal: TestPortal;
before(async () => {
  portal = await startPortal();
  const { person } = await signUp(portal);
  const insert = (wanted: Omit<NewSubmission, 'email'>) =>
    insertSubmission(portal.app.db, { email: person.email, ...wanted });
  const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
  for (const days of [1, 2, 10]) {
    const { id } = await insert({ status: 'delivered', filedAt: daysAgo(days), language: 'nl' });
    await portal.app.db.pool.query('update submissions set closed_at = now() where id = $1', [id]);
  }
  await insert({ dueOn: dayFromNow(-3) });
  await insert({ slug: 'cleanliness-report' });
  const { id } = await insert({ status: 'withdrawn' });
  await portal.app.db.pool.query('update submissions set closed_at = now() where id = $1', [id]);
  await countFigures(portal.app, 4);
});

/** The cells of the row of that name. */
function rowOf(html: string, name: string): string[] {
  const rows = [...html.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) =>
      text(cell).replaceAll('\u00a0', ' ').trim(),
    ),
  );
  return rows.find(([first]) => first === name) ?? [];
}

describe('the figures', () => {
  it('say what came, what was handled, what waits and in how many days, by démarche', async () => {
    const { visitor } = await signInColleague(portal, 'administrator');
    const { html } = await visitor.open('/fr/admin/statistics');
    const row = rowOf(html, EVENT);
    assert.deepEqual(row.slice(1), ['5', '3', '1', '1', '2 jours', '10 jours'], JSON.stringify(row));
    assert.deepEqual(rowOf(html, REPORT).slice(1, 3), ['1', '0'], text(html));
  });

  it('by language, by week with a picture of the same numbers, and in Dutch', async () => {
    const { visitor } = await signInColleague(portal, 'administrator');
    await visitor.open('/fr/admin/statistics');
    visitor.type('by', 'language').type('weeks', '4');
    const byLanguage = await visitor.press('Afficher');
    assert.match(byLanguage.url, /by=language&weeks=4/);
    assert.deepEqual(rowOf(byLanguage.html, 'Nederlands').slice(1, 3), ['3', '3']);
    const byWeek = await visitor.open('/nl/admin/statistics?by=week');
    assert.match(byWeek.html, /<svg class="chart__picture"/);
    const numbers = [...byWeek.html.matchAll(/numeric">(\d+)</g)].map(([, number]) => Number(number));
    assert.ok(numbers.includes(3), numbers.join());
  });

  it('by department, by kind of profile and by channel', async () => {
    const { visitor } = await signInColleague(portal, 'administrator');
    for (const [by, name, received] of [
      ['department', 'Festivités', '5'],
      ['kind', 'Citoyen', '6'],
      ['channel', 'En ligne', '6'],
    ] as const) {
      const { html } = await visitor.open(`/fr/admin/statistics?by=${by}`);
      assert.equal(rowOf(html, name)[1], received, `${by}: ${text(html)}`);
    }
  });

  it('are of an agent’s departments only, and what the address asks wrongly is left out', async () => {
    const { visitor } = await signInColleague(portal, 'agent', ['cleanliness']);
    const { html, status } = await visitor.open('/fr/admin/statistics?by=nope&weeks=9999');
    assert.equal(status, 200);
    assert.deepEqual(rowOf(html, EVENT), []);
    assert.equal(rowOf(html, REPORT)[1], '1');
  });

  it('say what to do where there are none', async () => {
    const { visitor } = await signInColleague(portal, 'agent', ['rooms']);
    assert.match(text((await visitor.open('/fr/admin/statistics')).html), /Choisissez une période plus longue/);
  });

  it('count a week again as often as one likes, and follow what was opened again', async () => {
    const count = async () =>
      (await portal.app.db.pool.query('select sum(number)::int as number from submission_figures')).rows[0].number;
    const before = await count();
    await countFigures(portal.app, 4);
    assert.equal(await count(), before);
    await portal.app.db.pool.query(`update submissions set closed_at = null, status = 'in-progress'
      where id = (select id from submissions where status = 'delivered' limit 1)`);
    await countFigures(portal.app, 4);
    assert.equal(await count(), before - 1);
  });
});

describe('how long requests really take', () => {
  it('is said on the page of an open one once twenty were handled', async () => {
    const { visitor, person } = await signUp(portal);
    const { reference } = await insertSubmission(portal.app.db, { email: person.email, slug: 'room-rental' });
    const page = async () => text((await visitor.open(`/fr/submissions/${formatReference(reference)}`)).html);
    const handle = async (count: number, days: number) => {
      for (let done = 0; done < count; done += 1) {
        // At noon, so that it is the same day in Brussels as by UTC.
        const filedAt = new Date(`${dayFromNow(-days)}T11:00:00Z`);
        const wanted = { slug: 'room-rental', status: 'delivered', filedAt, changedAt: new Date() } as const;
        await insertSubmission(portal.app.db, { email: person.email, ...wanted });
      }
      await countFigures(portal.app, 1);
    };
    await handle(19, 3);
    assert.ok(!(await page()).includes('demandes sur 10'));
    await handle(2, 40);
    assert.match(await page(), /9 demandes sur 10 sont traitées en 3 jours/);
    await handle(3, 40);
    assert.match(await page(), /9 demandes sur 10 sont traitées en 40 jours/);
  });
});
