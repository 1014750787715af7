import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sealAuditDays } from '../../../../src/features/audit/chain/seal-audit-days.ts';
import { fillDatabase } from '../../../support/database.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { mostRowsRemoved, planOf } from '../../../support/postgres/plans.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { addColleague, signInColleague } from '../../../support/staff.ts';
import { statementsDuring } from '../../../support/statements.ts';
import type { Visitor } from '../../../support/visitor.ts';

const AUDIT = '/fr/admin/audit';
let portal: TestPortal;
let sofia: Visitor;
let sofiaId: string;
before(async () => {
  portal = await startPortal();
  const signedIn = await signInColleague(portal, 'administrator');
  sofia = signedIn.visitor;
  sofiaId = signedIn.colleague.id;
});

const rowsIn = (html: string): string[] =>
  [...html.matchAll(/<li class="session">([\s\S]*?)<\/li>/g)].map(([, row = '']) => text(row).trim());

describe('the audit log', () => {
  it('says in words who did what to whom, with the reason, and that it was read', async () => {
    const nadia = await addColleague(portal);
    await sofia.open(`/fr/admin/staff/${nadia.id}/suspension`);
    await sofia.fill('Motif', 'Départ').press('Suspendre');
    const { html } = await sofia.open(`${AUDIT}?object=${nadia.id}`);
    assert.match(
      rowsIn(html)[0] ?? '',
      /Acte : Suspendre le compte Avant : Actif Après : Suspendu Motif : Départ Compte : .*Sofia Rossi/,
    );
    const own = rowsIn((await sofia.open(`${AUDIT}?staff=${sofiaId}&act=audit-read`)).html);
    assert.match(own.at(-1) ?? '', /^Journal consulté Filtre : object=/);
    assert.ok(own.every((row) => row.startsWith('Journal consulté')));
  });

  it('finds a person by e-mail, whose address no page’s address holds', async () => {
    const { person } = await signUp(portal);
    await sofia.open(AUDIT);
    const found = await sofia.fill('Adresse e-mail', person.email).press('Voir ce qui la concerne');
    assert.equal(found.status, 303);
    assert.match(found.location ?? '', /^\/fr\/admin\/audit\?citizen=[0-9a-f-]{36}$/);
    const rows = rowsIn((await sofia.follow()).html);
    assert.ok(rows.some((row) => row.startsWith('Compte créé')));
    assert.ok(!sofia.page.html.includes(person.email));
    const none = await sofia.post(AUDIT, { email: 'personne@exemple.be' });
    assert.deepEqual([none.status, /Aucun compte n’a cette adresse/.test(text(none.html))], [422, true]);
    assert.equal((await sofia.post(AUDIT, { email: person.email }, FROM_ANOTHER_SITE)).status, 403);
  });

  it('leaves out a filter that it does not know, and finds a reference and a number however they are typed', async () => {
    const strange = '?staff=1&citizen=x&act=nope&from=31/12&to=2026-13-01&after=%00';
    assert.equal((await sofia.open(`${AUDIT}${strange}`)).status, 200);
    await portal.app.db.pool.query(
      `insert into audit_events (name, details) values ('submission-opened', '{"reference": "31400000012"}'),
       ('organisation-opened', '{"enterpriseNumber": "1999000150"}'), ('submissions-exported', '{"query": "?q=Dupont&status=closed"}')`,
    );
    for (const typed of ['1999.000.150', 'BE 1999 000 150', '1999000150']) {
      assert.equal(rowsIn((await sofia.open(`${AUDIT}?object=${encodeURIComponent(typed)}`)).html).length, 1, typed);
    }
    const { html } = await sofia.open(`${AUDIT}?act=submissions-exported`);
    assert.match(rowsIn(html)[0] ?? '', /Filtre : q=… status=closed/);
    assert.ok(!html.includes('Dupont'));
    assert.match(text((await sofia.open(`${AUDIT}?from=2001-01-01&to=2001-01-02`)).html), /Aucun événement/);
  });

  it('is exported with its filter, formulas and markers made harmless, and that is written down', async () => {
    await portal.app.db.pool.query(
      `insert into audit_events (name, staff_member_id, network, details) values ('staff-account-handled', $1, '192.0.2.9', '{"reason": "=1+1"}')`,
      [sofiaId],
    );
    await sofia.open(`${AUDIT}?staff=${sofiaId}&act=staff-account-handled`);
    const csv = await sofia.open(`${AUDIT}/export.csv?staff=${sofiaId}&act=staff-account-handled`);
    assert.match(csv.headers.get('content-disposition') ?? '', /attachment; filename="?journal-\d{4}-\d\d-\d\d\.csv/);
    assert.match(csv.html, /^.?Numéro;Date et heure;Acte;Qui;/);
    assert.match(csv.html, /Compte d’agent modifié par un administrateur.*Sofia Rossi.*Motif.:.=1\+1/);
    const xlsx = await sofia.open(`${AUDIT}/export.xlsx?act=signed-in`);
    assert.equal(xlsx.status, 200);
    const { rows } = await portal.app.db.pool.query(
      `select details from audit_events where name = 'audit-exported' order by id`,
    );
    assert.match(rows[0].details.query, /act=staff-account-handled/);
    assert.equal(rows[1].details.query, '?act=signed-in');
  });

  it('shows the fingerprint of each day that is over', async () => {
    await portal.app.db.pool.query(
      `insert into audit_events (happened_at, name) values (now() - interval '2 days', 'signed-in')`,
    );
    const at = new Date(portal.clock.now().getTime() + 86_400_000);
    await sealAuditDays({ db: portal.app.db, clock: { now: () => at } });
    const { html } = await sofia.open(AUDIT);
    assert.match(text(html), /Empreinte de chaque jour .*npm run audit:verify .*événements? ([0-9a-f]{8} ){8}/);
  });
});

describe('with sixty thousand events, each filter reads little more than it shows', () => {
  before(async () => {
    await fillDatabase(
      portal.databaseUrl,
      `create function valid_id(text) returns uuid language sql immutable as
       $$ select overlay(overlay(md5($1) placing '4' from 13) placing '8' from 17)::uuid $$`,
    );
    await fillDatabase(
      portal.databaseUrl,
      `insert into audit_events (happened_at, name, citizen_id, staff_member_id, details)
       select now() - interval '400 days' + n * interval '500 seconds',
         (array['signed-in', 'signed-out', 'submission-opened', 'submission-handled', 'staff-signed-in'])[n % 5 + 1],
         case when n % 3 = 0 then valid_id('c' || n % 4000) end,
         case when n % 3 = 1 then valid_id('s' || n % 40) end,
         case when n % 5 = 2 then jsonb_build_object('reference', lpad((n % 6000)::text, 11, '0')) else '{}' end
       from generate_series(1, 60000) n`,
    );
    await fillDatabase(
      portal.databaseUrl,
      `insert into audit_events (happened_at, name, staff_member_id) values (now() - interval '390 days', 'staff-set-up', valid_id('s1'))`,
    );
    await fillDatabase(portal.databaseUrl, 'vacuum analyze');
  });

  it('people, acts, objects and days, alone and together', async () => {
    const { rows } = await portal.app.db.pool.query(
      `select valid_id('s1') as staff, valid_id('c3') as citizen, (now() - interval '300 days')::date::text as day`,
    );
    const { staff, citizen, day } = rows[0];
    for (const query of [
      '',
      `?staff=${staff}`,
      `?citizen=${citizen}`,
      '?act=signed-out',
      '?act=staff-set-up',
      `?staff=${staff}&act=staff-set-up`,
      '?object=00000000102',
      `?from=${day}&to=${day}`,
      `?act=signed-in&from=${day}&to=${day}`,
      `?staff=${staff}&to=${day}`,
      '?object=nothing',
    ]) {
      const sent = await statementsDuring(portal.app.db, async () => {
        assert.equal((await sofia.open(`${AUDIT}${query}`)).status, 200);
      });
      const lists = sent.filter(({ text: statement }) => /\(select \* from audit_events/.test(statement));
      assert.equal(lists.length, 1, query);
      for (const statement of lists) {
        const plan = await planOf(portal.app.db, statement, 'custom');
        assert.doesNotMatch(plan, /Seq Scan on audit_events/, `${query}\n${plan}`);
        assert.ok(mostRowsRemoved(plan) <= 200, `${query}\n${plan}`);
      }
    }
  });
});
