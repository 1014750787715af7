import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formatReference } from '../../../src/domain/numbers/reference.ts';
import { getProfilesOverview } from '../../../src/features/profiles/profiles-overview.repository.ts';
import { getSubmissionsOverview } from '../../../src/features/submissions/list/submissions-in-list.repository.ts';
import type { SubmissionStatus } from '../../../src/features/submissions/submission-status.ts';
import { sql } from '../../../src/platform/database.ts';
import { readTogether } from '../../../src/platform/postgres/read-together.ts';
import { citizenIdOf } from '../../support/acts/helpdesk-acts.ts';
import { fillDatabase } from '../../support/database.ts';
import { beginDraft } from '../../support/drafts/drafts.ts';
import { type Person, signUp, text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { plannedAnew, TRIED_ANEW } from '../../support/postgres/plans.ts';
import { createProfile, letIn, newNumber, sharedProfile } from '../../support/profiles.ts';
import { statementsDuring } from '../../support/statements.ts';
import { insertSubmission, type NewSubmission } from '../../support/submissions/submitted.ts';
import type { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

async function file(person: Person, wanted: Omit<NewSubmission, 'email'> = {}): Promise<string> {
  const { reference } = await insertSubmission(portal.app.db, { email: person.email, ...wanted });
  return formatReference(reference);
}

/** The references of the table, in their order. */
async function listed(visitor: Visitor, path = '/fr/my-space'): Promise<string[]> {
  const { html, status } = await visitor.open(path);
  assert.equal(status, 200);
  const table = html.slice(html.indexOf('<tbody'), html.indexOf('</tbody'));
  return [...table.matchAll(/href="\/\w\w\/submissions\/([\d-]+)"/g)].map(([, reference = '']) => reference);
}

describe('« Mes demandes »', () => {
  it('shows of each its démarche, whom it is for, its status, its last change and when an answer is expected', async () => {
    const { visitor, person } = await signUp(portal);
    const changedAt = new Date('2026-11-20T10:00:00Z');
    const reference = await file(person, { status: 'in-progress', dueOn: '2026-12-24', filedAt: changedAt });
    assert.deepEqual(await listed(visitor), [reference]);
    const words = text(visitor.page.html);
    assert.ok(words.includes(`${reference} Au nom de Lucie Lambert Statut En traitement`), words);
    assert.ok(words.includes('Statut En traitement Dernier changement 20 novembre 2026'), words);
    assert.ok(words.includes('Réponse attendue au plus tard le 24 décembre 2026'), words);
    const dutch = text((await visitor.open('/nl/my-space')).html);
    assert.ok(dutch.includes('Status In behandeling Laatste wijziging 20 november 2026'), dutch);
    assert.ok(dutch.includes('Antwoord verwacht uiterlijk op 24 december 2026'), dutch);
  });

  it('says what the delay waits for where there is no day yet, and nothing once all is done', async () => {
    const expected: [SubmissionStatus, string | null, string][] = [
      ['awaiting-payment', null, 'le délai commence après le paiement'],
      ['to-complete', '2026-12-24', 'le délai reprend après votre réponse'],
      ['submitted', null, 'le délai commence quand le dossier est complet'],
      ['refused', '2026-12-24', '–'],
    ];
    for (const [status, dueOn, words] of expected) {
      const { visitor, person } = await signUp(portal);
      await file(person, { status, dueOn, feeCents: status === 'awaiting-payment' ? 500 : 0 });
      assert.ok(text((await visitor.open('/fr/my-space')).html).includes(`Réponse attendue ${words} `), status);
    }
  });

  it('gathers all profiles, with the person who acted; who left an organisation no longer sees its requests', async () => {
    const shared = await sharedProfile(portal);
    const own = await file(shared.owner.person, { filedAt: new Date('2026-11-01T10:00:00Z') });
    const ofBrewery = await file(shared.owner.person, { enterpriseNumber: shared.number });
    await letIn(shared, 'member');
    assert.deepEqual(await listed(shared.owner.visitor), [ofBrewery, own]);
    assert.deepEqual(await listed(shared.colleague.visitor), [ofBrewery]);
    const words = text(shared.colleague.visitor.page.html);
    assert.ok(words.includes('Brasserie Dubois, introduite par Paula Dubois'), words);
    const leaves = sql`update memberships set ended_at = now() where enterprise_number = ${shared.number}
      and citizen_id = (select id from citizens where email = ${shared.owner.person.email})`;
    await portal.app.db.transaction((tx) => tx.run(leaves));
    assert.deepEqual(await listed(shared.owner.visitor), [own]);
    assert.deepEqual(await listed(shared.colleague.visitor), [ofBrewery]);
  });

  it('is filtered by its form, which keeps what was asked, and cleared again', async () => {
    const { visitor, person } = await signUp(portal);
    const number = newNumber();
    await createProfile(visitor, number);
    const own = await file(person, { slug: 'terrace', status: 'accepted' });
    const ofBrewery = await file(person, { enterpriseNumber: number });
    await visitor.open('/fr/my-space');
    visitor.type('profile', number).type('status', 'open');
    const { html } = await visitor.press('Filtrer');
    assert.equal(visitor.page.url, `/fr/my-space?q=&profile=${number}&status=open`);
    assert.match(html, new RegExp(`<option value="${number}" selected>`));
    assert.match(html, /<option value="open" selected>/);
    const path = '/fr/my-space';
    assert.deepEqual(await listed(visitor, visitor.page.url), [ofBrewery]);
    assert.deepEqual(await listed(visitor, `${path}?profile=citizen`), [own]);
    assert.deepEqual(await listed(visitor, `${path}?status=closed`), []);
    assert.deepEqual(await listed(visitor, `${path}?status=accepted`), [own]);
    assert.deepEqual(await listed(visitor, `${path}?profile=1999000744`), [ofBrewery, own], 'not theirs: left out');
    assert.deepEqual(await listed(visitor, `${path}?status=nonsense&after=nonsense`), [ofBrewery, own]);
  });

  it('finds words of a démarche whatever their accents, synonyms, and a reference however it is written', async () => {
    const { visitor, person } = await signUp(portal);
    const terrace = await file(person, { slug: 'terrace' });
    const event = await file(person, { slug: 'event-permit' });
    const found = (words: string) => listed(visitor, `/fr/my-space?q=${encodeURIComponent(words)}`);
    assert.deepEqual(await found('ETALAGE'), [terrace]);
    assert.deepEqual(await found('fete voisins'), [event]);
    assert.deepEqual(await found(event), [event]);
    assert.deepEqual(await found(event.replaceAll('-', '')), [event]);
    assert.deepEqual(await found(` ${event.replaceAll('-', ' ')} `), [event]);
    const { visitor: other } = await signUp(portal);
    assert.deepEqual(await listed(other, `/fr/my-space?q=${event}`), [], 'a reference opens nothing of another person');
  });

  it('says that nothing matches, and offers to clear the filters', async () => {
    const { visitor, person } = await signUp(portal);
    await file(person);
    assert.deepEqual(await listed(visitor, '/fr/my-space?q=%22%3E%3Cscript%3Ex'), []);
    const { html } = visitor.page;
    assert.match(text(html), /Aucune demande ne correspond à ces filtres/);
    assert.match(html, /<a class="govuk-link" href="\/fr\/my-space#requests">Effacer les filtres/);
    assert.ok(!html.includes('<script>x') && html.includes('value="&#34;&gt;&lt;script&gt;x"'));
  });

  it('goes on page by page, twenty at a time, with its filters', async () => {
    const { visitor, person } = await signUp(portal);
    const all: string[] = [];
    for (let count = 0; count < 45; count += 1) {
      all.unshift(await file(person, { filedAt: new Date(Date.UTC(2026, 9, 1, 0, count)) }));
    }
    await file(person, { status: 'closed' });
    const seen = await listed(visitor, '/fr/my-space?status=open');
    for (let older = nextOf(visitor); older !== null; older = nextOf(visitor))
      seen.push(...(await listed(visitor, older)));
    assert.deepEqual(seen, all);
  });
});

const nextOf = ({ page }: Visitor): string | null =>
  /href="([^"#]+)#requests" rel="next"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#38;', '&') ?? null;

describe('what waits for the citizen', () => {
  it('comes before drafts and the list, with what to do, whatever the filter', async () => {
    const { visitor, person } = await signUp(portal);
    const toPay = await file(person, { status: 'awaiting-payment', feeCents: 1_250 });
    const toComplete = await file(person, { status: 'to-complete' });
    const done = await file(person, { status: 'delivered' });
    await beginDraft(visitor, 'event-permit');
    const { html } = await visitor.open('/fr/my-space?status=closed');
    const order = ['À compléter ou à payer', toPay, toComplete, 'Pas encore introduite', 'Mes demandes', done];
    const places = order.map((words) => text(html).indexOf(words));
    assert.ok(!places.includes(-1), `${places}`);
    assert.ok(
      places.indexOf(Math.max(...places)) === 5 && Math.max(...places.slice(0, 3)) < (places[3] ?? 0),
      `${places}`,
    );
    const buttons = [...html.matchAll(/waiting__action" href="([^"]+)">(\S+?)</g)].map(([, href, words]) => [
      href,
      words,
    ]);
    assert.deepEqual(
      new Set(buttons.map(String)),
      new Set([`/fr/submissions/${toPay},Payer`, `/fr/submissions/${toComplete}/completion,Compléter`]),
    );
  });
});

describe('what was delivered', () => {
  it('leads to its document, which waits to be downloaded', async () => {
    const { visitor, person } = await signUp(portal);
    const done = await file(person, { status: 'delivered' });
    const { html } = await visitor.open('/fr/my-space');
    assert.ok(html.includes(`href="/fr/submissions/${done}#issued"`));
    assert.match(text(html), /Document à télécharger/);
  });
});

describe('Mon espace of somebody who filed a thousand', () => {
  it('costs two statements, as that of somebody who filed none', async () => {
    const shared = await sharedProfile(portal);
    const { visitor, person } = shared.owner;
    await beginDraft(visitor, 'event-permit');
    const few = await statementsDuring(portal.app.db, () => visitor.open('/fr/my-space'));
    await fillDatabase(
      portal.databaseUrl,
      `insert into submissions (id, reference, citizen_id, slug, version, answers, status, language, department)
      select gen_random_uuid(), '25' || lpad(n::text, 9, '0'), id, 'terrace', 1, '{}', 'to-complete', 'fr', 'commerce'
      from citizens, generate_series(1, 1000) n where email = $1`,
      [person.email],
    );
    const many = await statementsDuring(portal.app.db, () => visitor.open('/fr/my-space?status=waiting&q=terrasse'));
    assert.equal(few.length, 2);
    assert.equal(many.length, 2);
    assert.ok(visitor.page.html.length < 120_000, `${visitor.page.html.length} characters`);
  });

  it('is planned once for all people, not anew at each visit', async () => {
    const { person } = await signUp(portal);
    const citizenId = await citizenIdOf(portal, person.email);
    const filter = { profile: null, statuses: null, slugs: null, reference: null };
    const asked = { citizenId, filter, asked: null, limit: 21 };
    const anew = await plannedAnew(portal.databaseUrl, (db) =>
      readTogether(db, (together) =>
        Promise.all([getProfilesOverview(together, citizenId), getSubmissionsOverview(together, asked)]),
      ),
    );
    assert.ok(anew.length > 0 && Math.max(...anew) <= TRIED_ANEW, `planned anew ${anew} times`);
  });
});
