import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { sealAuditDays } from '../../../src/features/audit/chain/seal-audit-days.ts';
import { askChange, confirmedAccount } from '../../support/acts/email-changes.ts';
import { ACTS, help } from '../../support/acts/helpdesk-acts.ts';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../support/chromium/chromium.ts';
import { pageOf, type Way } from '../../support/chromium/ways.ts';
import { CARD, startPortalWithFas, tied } from '../../support/fas/identify.ts';
import { lucie } from '../../support/journeys.ts';
import type { TestPortal } from '../../support/portal.ts';
import { membershipOf, sharedProfile } from '../../support/profiles.ts';
import { addColleague, askSetUp, signInColleague } from '../../support/staff.ts';
import { Authenticator } from '../../support/staff-account/authenticator.ts';
import { addPasskey } from '../../support/staff-account/passkeys.ts';
import { insertReadyExport } from '../../support/submissions/exports.ts';
import { filedRequest } from '../../support/submissions/handling.ts';
import { newAddress, type Visitor } from '../../support/visitor.ts';

const WAYS: readonly Way[] = [
  { language: 'fr', width: 1280, script: true },
  { language: 'nl', width: 320, script: true },
];

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortalWithFas();
  chromium = await useChromium();
});

const run = (statement: string, values: unknown[] = []) => portal.app.db.pool.query(statement, values);

/** Opens each page as somebody who is signed in, and judges it. Nobody is `null`. */
async function walk(way: Way, visitor: Visitor | null, paths: readonly string[]): Promise<void> {
  const page = await pageOf(chromium, way, visitor);
  const complaints = complaintsOf(page);
  for (const path of paths) await look(page, `/${way.language}${path}`);
  assert.deepEqual(complaints, []);
  await page.context().close();
}

async function look(page: Page, path: string): Promise<void> {
  const answer = await page.goto(`${portal.origin}${path}`);
  assert.equal(answer?.status(), 200, path);
  assert.equal(new URL(page.url()).pathname, path.split(/[?#]/)[0], 'another page was shown');
  await assertAccessible(page);
}

describe('every page of an administrator', () => {
  let sofia: Visitor;
  let pages: string[];
  before(async () => {
    ({ visitor: sofia } = await signInColleague(portal, 'administrator'));
    pages = [...(await staffPages()), ...(await auditPages(sofia)), ...(await procedurePages(sofia))];
    pages.push('/statistics', ...(await retentionPages()), '/operations', ...(await jobPages()));
  });
  for (const way of WAYS) {
    it(`in ${way.language} at ${way.width} px`, async () => {
      await walk(
        way,
        sofia,
        pages.map((page) => `/admin${page}`),
      );
    });
  }
});

/** The list, with somebody who was invited; the accounts of who works and who left work behind, and acts. */
async function staffPages(): Promise<string[]> {
  const nadia = await addColleague(portal);
  await askSetUp(portal);
  const gone = await addColleague(portal);
  const { id } = await filedRequest(portal);
  await run('update submissions set assignee_id = $2 where id = $1', [id, gone.id]);
  await run(`update staff_members set status = 'suspended' where id = $1`, [gone.id]);
  const acts = ['roles', 'departments', 'lost'].map((act) => `${nadia.id}/${act}`);
  const accounts = [nadia.id, ...acts, gone.id];
  return ['/staff', '/staff?q=nobody', ...accounts.map((account) => `/staff/${account}`)];
}

/** What a filter of the log finds, where it finds nothing, and a day that is sealed. */
async function auditPages(sofia: Visitor): Promise<string[]> {
  const { id } = await addColleague(portal);
  await sofia.open(`/fr/admin/staff/${id}/suspension`);
  await sofia.fill('Motif', 'Départ à la pension, convenu avec le chef du service des festivités').press('Suspendre');
  await sofia.open('/fr/admin/audit?object=00000000000&act=signed-in');
  const tomorrow = new Date(portal.clock.now().getTime() + 86_400_000);
  await sealAuditDays({ db: portal.app.db, clock: { now: () => tomorrow } });
  return [`?object=${id}&act=staff-account-handled`, '?from=2001-01-01&to=2001-01-02'].map((ask) => `/audit${ask}`);
}

/** All démarches, one that was changed, what its form asks, and what it was before. */
async function procedurePages(sofia: Visitor): Promise<string[]> {
  await sofia.open('/fr/admin/procedures/event-permit');
  sofia.choose('Fermée dès maintenant, jusqu’à nouvel ordre');
  sofia.fill('Texte de fermeture en français', 'Le service est en congé.');
  sofia.fill('Texte de fermeture en néerlandais', 'De dienst is met verlof.').fill('Motif', 'Congé annuel');
  await sofia.press('Enregistrer le changement');
  const parts = ['', '/event-permit', '/event-permit/definition', '/event-permit/versions/0'];
  return parts.map((part) => `/procedures${part}`);
}

async function retentionPages(): Promise<string[]> {
  const { id } = await filedRequest(portal, { slug: 'e-bike-grant', status: 'delivered' });
  await run(`update submissions set closed_at = now() - interval '60 years' where id = $1`, [id]);
  return ['/retention?procedure=e-bike-grant&fate=destroy'];
}

/** One job that failed with a long message, and one that waits. */
async function jobPages(): Promise<string[]> {
  await run(`select graphile_worker.add_job('of-another-release', run_at => now() + interval '1 day')`);
  await run(
    `update graphile_worker._private_jobs set attempts = 3, last_error = $1 where task_id =
       (select id from graphile_worker._private_tasks where identifier = 'of-another-release')`,
    [`550 5.7.1 ${'https://mail.exemple.be/'.repeat(8)} refused`],
  );
  return ['/jobs?view=all'];
}

describe('every page of the helpdesk', () => {
  let karim: Visitor;
  let pages: string[];
  before(async () => {
    ({ visitor: karim } = await signInColleague(portal, 'helpdesk'));
    const { visitor: second } = await signInColleague(portal, 'helpdesk');
    const caller = await confirmedAccount(portal, lucie({ firstName: 'Jean-Pierre', lastName: 'Van den Broeck' }));
    const other = await confirmedAccount(portal);
    const same = await confirmedAccount(portal, lucie({ firstName: 'Karim', lastName: 'Haddad' }));
    await help(karim, caller.id, ACTS.unlock);
    await askChange(karim, other.id, newAddress('une-adresse-bien-longue-pour-un-petit-ecran'));
    await askChange(second, caller.id, newAddress('jean-pierre'));
    await karim.open('/fr/admin/citizens');
    await karim.fill('Qui appelle ?', 'Broeck').press('Chercher');
    const found = (karim.page.location ?? '').replace('/fr/admin', '');
    const acts = ['password-reset', 'email-change'].map((act) => `${caller.id}/${act}`);
    const accounts = [caller.id, ...acts, same.id, 'email-changes'];
    pages = [found, ...accounts.map((account) => `/citizens/${account}`)];
  });
  for (const way of WAYS) {
    it(`in ${way.language} at ${way.width} px`, async () => {
      await walk(
        way,
        karim,
        pages.map((page) => `/admin${page}`),
      );
    });
  }
});

describe('the pages of an agent that no other walk opens, and those of one’s own account', () => {
  let nadia: Visitor;
  let pages: string[];
  before(async () => {
    const { visitor, colleague } = await signInColleague(portal);
    nadia = visitor;
    await addPasskey(nadia, new Authenticator(portal.origin), 'PC du bureau');
    const { number, owner } = await sharedProfile(portal);
    const exported = await insertReadyExport(portal.app, colleague.id);
    await nadia.open('/fr/admin/submissions/views?list=%3Fstatus%3Drefused');
    await nadia.fill('Nom de la vue', 'Refusées cette année, à revoir avec le service').press('Enregistrer la vue');
    const view = nadia.page.location?.split('view=').at(-1) ?? '';
    const member = `/organisations/${number}/members/${await membershipOf(portal, number, owner)}`;
    const lists = [`views/${view}`, `exports/${exported}`].map((part) => `/submissions/${part}`);
    const own = ['', '/password', '/sessions', '/app', '/passkeys', '/recovery-codes', '/confirmation'];
    pages = [member, ...lists, ...own.map((part) => `/account${part}`)];
  });
  for (const way of WAYS) {
    it(`in ${way.language} at ${way.width} px`, async () => {
      await walk(
        way,
        nadia,
        pages.map((page) => `/admin${page}`),
      );
    });
  }
});

describe('the pages with which a citizen signs in by card and reads what was done', () => {
  for (const way of WAYS) {
    it(`in ${way.language} at ${way.width} px`, async () => {
      await walk(way, null, ['/identification/sign-in']);
      const { visitor, person } = await tied(portal, CARD);
      const { visitor: karim } = await signInColleague(portal, 'helpdesk');
      const { rows } = await run('select id from citizens where email = $1', [person.email]);
      await help(karim, rows[0].id, ACTS.unlock);
      await walk(way, visitor, ['/account/history']);
    });
  }
});
