import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { recordRun } from '../../../../src/features/operations/runs/record-run.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { assertIsNotThere } from '../../../support/refusals.ts';
import { signInColleague } from '../../../support/staff.ts';
import type { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let sofia: Visitor;
before(async () => {
  portal = await startPortal();
  sofia = (await signInColleague(portal, ['administrator'])).visitor;
});
const said = async (language = 'fr') => text((await sofia.open(`/${language}/admin/operations`)).html);

describe('the page of operations', () => {
  it('says what the portal stands on in plain words, and what to do where something is missing', async () => {
    const page = await said();
    assert.match(page, /Quelqu’un doit agir aujourd’hui/);
    assert.match(page, /Base de données Elle prend .* connexions sur \d+ sont ouvertes\. En ordre/);
    assert.match(page, /Disque [\d,]+ Go sont libres/);
    assert.match(page, /Documents Ils sont gardés dans un dossier de cette machine, qui répond\. En ordre/);
    assert.match(page, /Aucune sauvegarde n’a été faite .*npm run backup, comme le dit le README\. À réparer/);
    assert.match(page, /documents ne sont pas examinés\. Réglez CLAMD_URL.*À regarder/);
    assert.match(page, /Node 26.*Postgres 18/);
    assert.match(await said('nl'), /Databank .* In orde/);
  });

  it('shows the last backup and drill that went well, and whether a later one failed', async () => {
    const saved = async () => ({ rows: 1_234, documents: 56 });
    await recordRun(portal.app.db, 'backup', saved);
    await recordRun(portal.app.db, 'drill', saved);
    assert.match(
      await said(),
      /1 234 lignes et 56 documents, en 1 s\. En ordre .* documents prouvés, en 1 s\. En ordre/,
    );
    const broken = recordRun(portal.app.db, 'backup', async () => {
      throw new Error('no room');
    });
    await assert.rejects(broken, /no room/);
    assert.match(await said(), /56 documents, en 1 s\. Une tentative a échoué depuis\..*À regarder/);
  });

  it('says what is out of order: mails, the queue, the disk', async () => {
    const { pool } = portal.app.db;
    await pool.query("insert into mail_server_absence (since) values (now() - interval '12 minutes')");
    await pool.query("select graphile_worker.add_job('nothing', '{}'::json, run_at => now() - interval '11 minutes')");
    await pool.query('update graphile_worker._private_jobs set attempts = max_attempts');
    const page = await said();
    assert.match(page, /Il ne répond plus depuis 12 min\. .*SMTP_URL\. À réparer/);
    assert.match(page, /Abandonnés : 1\. Ouvrez « Tâches et e-mails »/);
  });

  it('is for administrators only', async () => {
    for (const role of ['agent', 'helpdesk'] as const)
      await assertIsNotThere((await signInColleague(portal, [role])).visitor, '/fr/admin/operations');
    await rm(path.join(portal.app.config.dataDirectory, 'documents'), { recursive: true, force: true });
    assert.match(await said(), /dossier de cette machine, qui répond/);
  });
});
