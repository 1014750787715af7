import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { localDateOf } from '../../../../../src/domain/local-date.ts';
import { formatReference } from '../../../../../src/domain/numbers/reference.ts';
import { daysAfter, workingDaysAfter } from '../../../../../src/domain/working-days.ts';
import { signUp, text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { newNumber } from '../../../../support/profiles.ts';
import { type Colleague, signInColleague } from '../../../../support/staff.ts';
import { insertSubmission, type NewSubmission } from '../../../../support/submissions/submitted.ts';
import type { Visitor } from '../../../../support/visitor.ts';

let portal: TestPortal;
let nadia: Visitor;
let colleague: Colleague;
let email: string;
let number: string;
const references = new Map<string, string>();
const DAY_MS = 86_400_000;

async function file(name: string, wanted: Omit<NewSubmission, 'email'>, assigneeId: string | null = null) {
  const { id, reference } = await insertSubmission(portal.app.db, { email, ...wanted });
  await portal.app.db.pool.query('update submissions set assignee_id = $2 where id = $1', [id, assigneeId]);
  references.set(name, formatReference(reference));
}

before(async () => {
  portal = await startPortal();
  ({ visitor: nadia, colleague } = await signInColleague(portal, 'agent', ['festivities', 'cleanliness']));
  const lucie = await signUp(portal);
  email = lucie.person.email;
  number = newNumber();
  await portal.app.db.pool.query(
    `insert into organisations (enterprise_number, kind, name, vat_liable) values ($1, 'association', 'Les Amis du Parc', false)`,
    [number],
  );
  const today = localDateOf(portal.clock.now());
  const ago = (days: number) => new Date(portal.clock.now().getTime() - days * DAY_MS);
  await file('new', { filedAt: ago(1) });
  await file('late', { filedAt: ago(40), dueOn: daysAfter(today, -2), status: 'in-progress' }, colleague.id);
  await file('later', { filedAt: ago(50), dueOn: daysAfter(today, -1), status: 'submitted' });
  await file('soon', { filedAt: ago(10), dueOn: workingDaysAfter(today, 1), status: 'in-progress' }, colleague.id);
  await file('completing', { filedAt: ago(30), dueOn: daysAfter(today, -5), status: 'to-complete' }, colleague.id);
  const closed = { dueOn: daysAfter(today, -9), status: 'closed' } as const;
  await file('closed', { filedAt: ago(20), ...closed }, colleague.id);
  await file('park', { filedAt: ago(5), enterpriseNumber: number, slug: 'cleanliness-report' });
  await file('elsewhere', { filedAt: ago(2), slug: 'resident-parking-card' });
  await portal.app.db.pool.query(`update submissions set paused_on = due_on where status = 'to-complete'`);
});

/** The names of what the list shows, in its order. */
async function shown(query: string): Promise<string[]> {
  const { html, status } = await nadia.open(`/fr/admin/submissions${query}`);
  assert.equal(status, 200);
  const found = [...html.matchAll(/\/fr\/admin\/submissions\/(\d{2}-\d{7}-\d{2})/g)].map(([, one]) => one);
  return found.map((one) => [...references].find(([, reference]) => reference === one)?.[0] ?? String(one));
}

describe('the views of the list', () => {
  it('show all that one’s departments have, the newest first, and nothing of another department', async () => {
    assert.deepEqual(await shown(''), ['new', 'park', 'soon', 'closed', 'completing', 'late', 'later']);
  });

  it('show what is still to be done by oneself, or by nobody yet', async () => {
    assert.deepEqual(await shown('?view=mine'), ['soon', 'completing', 'late']);
    assert.deepEqual(await shown('?view=mine&status=closed'), ['closed']);
    assert.deepEqual(await shown('?view=unassigned'), ['new', 'park', 'later']);
  });

  it('show what is late, the longest first, but not what waits for the citizen', async () => {
    assert.deepEqual(await shown('?view=overdue'), ['late', 'later']);
    assert.deepEqual(await shown('?view=waiting-for-citizen'), ['completing']);
  });

  it('say how many submissions each holds', async () => {
    const { html } = await nadia.open('/fr/admin/submissions?view=mine');
    const views = /<nav class="list-views"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '';
    assert.equal(
      text(views).replace(/\s+/g, ' ').trim(),
      'À moi 3 Sans responsable 3 À reprendre 0 En retard 2 En attente du citoyen 1 Toutes 7',
    );
    assert.match(views, /view=mine" aria-current="page"/);
  });
});

describe('the filters of the list', () => {
  it('stand in the address', async () => {
    assert.deepEqual(await shown('?kind=association'), ['park']);
    assert.deepEqual(await shown('?kind=enterprise'), []);
    assert.deepEqual(await shown('?kind=citizen&assignee=me&overdue=1'), ['late']);
    assert.deepEqual(await shown('?department=cleanliness'), ['park']);
    assert.deepEqual(await shown('?department=parking'), []);
    assert.deepEqual(await shown('?procedure=cleanliness-report'), ['park']);
    assert.deepEqual(await shown('?procedure=resident-parking-card'), []);
    assert.deepEqual(await shown('?assignee=none&status=submitted'), ['new', 'park', 'later']);
    assert.deepEqual(await shown(`?assignee=${colleague.id}&status=to-complete`), ['completing']);
    assert.deepEqual(await shown('?view=waiting-for-citizen&status=closed'), []);
    const day = localDateOf(new Date(portal.clock.now().getTime() - 5 * DAY_MS));
    assert.deepEqual(await shown(`?from=${day}&to=${day}`), ['park']);
  });

  it('are chosen in the form, which keeps the view', async () => {
    await nadia.open('/fr/admin/submissions?view=mine');
    nadia.type('status', 'to-complete');
    const { html } = await nadia.press('Filtrer');
    assert.match(html, new RegExp(references.get('completing') ?? 'none'));
    assert.ok(!html.includes(references.get('soon') ?? ''));
    assert.match(text(html), /Enlever les filtres/);
  });

  it('sort by what is due first: what is late, what comes, then all the rest', async () => {
    const found = await shown('?sort=due');
    assert.deepEqual(found.slice(0, 3), ['late', 'later', 'soon']);
    assert.equal(found.length, 7);
  });
});

describe('a row of the list', () => {
  it('says at a glance what is late and what is due soon, in words', async () => {
    const row = async (name: string) => {
      const { html } = await nadia.open('/fr/admin/submissions');
      const rows = html.split('<tr class="requests__row"').slice(1);
      return text(rows.find((one) => one.includes(references.get(name) ?? 'none')) ?? '');
    };
    assert.match(await row('late'), /En retard/);
    assert.match(await row('late'), /Nadia Benali/);
    assert.match(await row('soon'), /Bientôt/);
    assert.doesNotMatch(await row('completing'), /En retard|Bientôt/);
    assert.doesNotMatch(await row('closed'), /En retard|Bientôt/);
    assert.match(await row('park'), /Les Amis du Parc.*Lucie.*Personne/s);
  });
});

describe('the pages of the list', () => {
  const referencesIn = (html: string) =>
    [...html.matchAll(/submissions\/(\d{2}-\d{7}-\d{2})["?]/g)].map(([, one]) => String(one));
  const linkIn = (html: string, rel: 'prev' | 'next') =>
    new RegExp(`<a class="govuk-link" href="([^"]+)" rel="${rel}"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  let rooms: Visitor;

  before(async () => {
    ({ visitor: rooms } = await signInColleague(portal, 'agent', ['rooms', 'childcare']));
    for (let nth = 0; nth < 45; nth += 1) {
      const dueOn = nth % 3 === 0 ? null : `2026-03-${String((nth % 20) + 1).padStart(2, '0')}`;
      await file(`room-${nth}`, { slug: 'room-rental', filedAt: new Date(Date.UTC(2026, 0, 1, 0, nth)), dueOn });
    }
  });

  for (const query of ['?status=submitted', '?sort=due', '?procedure=room-rental']) {
    it(`follow each other without a gap, and back: ${query}`, async () => {
      const first = await rooms.open(`/fr/admin/submissions${query}`);
      const second = await rooms.open(linkIn(first.html, 'next'));
      const third = await rooms.open(linkIn(second.html, 'next'));
      assert.equal(new Set([first, second, third].flatMap(({ html }) => referencesIn(html))).size, 45);
      assert.equal(linkIn(third.html, 'next'), '');
      const back = await rooms.open(linkIn(third.html, 'prev'));
      assert.deepEqual(referencesIn(back.html), referencesIn(second.html));
    });
  }
});

describe('a submission that was opened from the list', () => {
  it('leads back to the list as it was, and to nothing else', async () => {
    const { html } = await nadia.open('/fr/admin/submissions?view=mine&status=closed');
    const href = /href="(\/fr\/admin\/submissions\/\d[^"]+)"/.exec(html)?.[1] ?? '';
    const page = await nadia.open(href.replaceAll('&amp;', '&'));
    assert.match(page.html, /href="\/fr\/admin\/submissions\?view=mine&amp;status=closed"/);
    const strange = await nadia.open(`${href.split('?')[0]}?list=${encodeURIComponent('?view=x&x="><b>')}`);
    assert.match(
      strange.html,
      /href="\/fr\/admin\/submissions" class="govuk-back-link"|class="govuk-back-link" href="\/fr\/admin\/submissions"/,
    );
  });
});

describe('after any act, the way back to the list', () => {
  const BACK = /class="govuk-back-link" href="([^"]+)"|href="([^"]+)" class="govuk-back-link"/;
  const backIn = (html: string) => {
    const found = BACK.exec(html);
    return (found?.[1] ?? found?.[2] ?? '').replaceAll('&amp;', '&');
  };
  const QUERY = '?view=unassigned&kind=citizen&sort=due';

  it('keeps its view, filters, order and page, also through the pages of the acts', async () => {
    const { visitor } = await signInColleague(portal, 'agent', ['rooms', 'childcare']);
    const first = await visitor.open(`/fr/admin/submissions${QUERY}`);
    const next =
      /<a class="govuk-link" href="([^"]+)" rel="next"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const { html } = await visitor.open(next);
    const href = /href="(\/fr\/admin\/submissions\/\d[^"]+)"/.exec(html)?.[1] ?? '';
    const steps: (() => Promise<unknown>)[] = [
      () => visitor.press('Je m’en charge'),
      () => visitor.fill('Nouvelle note', 'Vue ce matin.').press('Ajouter la note'),
      () => visitor.fill('Votre message', 'Bonjour').press('Envoyer le message'),
    ];
    for (const step of steps) {
      await visitor.open(href);
      assert.equal(backIn(visitor.page.html), next);
      await step();
      assert.equal(backIn((await visitor.follow()).html), next);
    }
    const act = /href="([^"]+\/closing[^"]*)"/.exec(visitor.page.html)?.[1] ?? '';
    await visitor.open(act);
    assert.equal((await visitor.press('Classer la demande')).status, 422);
    visitor.fill('Pourquoi la classer ?', 'Introduite deux fois.');
    await visitor.press('Classer la demande');
    assert.equal(backIn((await visitor.follow()).html), next);
  });

  it('keeps it through what was done to several, and each tab has its own', async () => {
    await nadia.open('/fr/admin/submissions?view=mine');
    nadia.tick(`Choisir ${references.get('soon')}`);
    const { html } = await nadia.press('Je m’en charge');
    const href = /href="(\/fr\/admin\/submissions\/\d[^"]+)"/.exec(html)?.[1] ?? '';
    await nadia.open('/fr/admin/submissions?view=overdue');
    assert.equal(backIn((await nadia.open(href)).html), '/fr/admin/submissions?view=mine');
  });

  it('never leads out of the portal', async () => {
    for (const list of ['//evil.example', 'https://evil.example', '?after=//evil.example&next=//evil.example']) {
      const path = `/fr/admin/submissions/${references.get('soon')}?list=${encodeURIComponent(list)}`;
      const { html } = await nadia.open(path);
      assert.equal(backIn(html), '/fr/admin/submissions');
      assert.doesNotMatch(html, /href="(?:https?:)?\/\/evil/);
    }
  });
});

describe('an empty list', () => {
  it('says what to do next', async () => {
    const { visitor } = await signInColleague(portal, 'agent', ['parking']);
    assert.match(text((await visitor.open('/fr/admin/submissions?view=mine')).html), /Prenez-en une/);
    assert.match(text((await visitor.open('/fr/admin/submissions?status=refused')).html), /Enlevez un filtre/);
    const { visitor: other } = await signInColleague(portal, 'agent', []);
    assert.match(text((await other.open('/fr/admin/submissions')).html), /Demandez à l’administrateur/);
  });
});

describe('the way to the list', () => {
  it('stands in the banner of an agent, and not of those who may not open it', async () => {
    const { html } = await nadia.open('/fr/admin');
    assert.match(html, /<a href="\/fr\/admin" aria-current="page">À traiter<\/a>/);
    assert.match(html, /<a href="\/fr\/admin\/submissions">Demandes<\/a>/);
    const { visitor: sofia } = await signInColleague(portal, 'administrator');
    assert.ok(!(await sofia.open('/fr/admin')).html.includes('/fr/admin/submissions'));
    assert.equal((await sofia.open('/fr/admin/submissions')).status, 404);
  });
});
