import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { loadDemonstrationCallers } from '../../../src/dev/demonstration-callers.ts';
import {
  DEMONSTRATION_CITIZENS,
  loadDemonstrationData,
  loadDemonstrationStaff,
} from '../../../src/dev/demonstration-data.ts';
import { DEMONSTRATION_INVITED, loadDemonstrationOffice } from '../../../src/dev/demonstration-office.ts';
import { loadDemonstrationSubmissions } from '../../../src/dev/demonstration-submissions/load-demonstration-submissions.ts';
import { findCitizenByEmail } from '../../../src/features/accounts/citizens.repository.ts';
import { loadDefinitions } from '../../../src/features/procedures/definitions.ts';
import { publishProcedures } from '../../../src/features/procedures/versions/publish-procedures.ts';
import { ownerDatabase } from '../../support/database.ts';
import { text } from '../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal } from '../../support/portal.ts';
import { signInColleague } from '../../support/staff.ts';
import type { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
let sofia: Visitor;
before(async () => {
  portal = await startPortal();
  const db = ownerDatabase(portal.databaseUrl);
  await loadDemonstrationData(portal.app);
  await loadDemonstrationStaff(portal.app);
  await loadDemonstrationCallers(portal.app);
  const procedures = await publishProcedures(portal.app, loadDefinitions());
  const [lucie, jan] = await Promise.all(DEMONSTRATION_CITIZENS.map(({ email }) => findCitizenByEmail(db, email)));
  assert.ok(lucie && jan);
  await loadDemonstrationSubmissions({ ...portal.app, procedures }, { lucie, jan });
  await loadDemonstrationOffice(db);
  await loadDemonstrationOffice(db);
  sofia = (await signInColleague(portal, 'administrator')).visitor;
});
const shown = async (path: string, visitor = sofia) => text((await visitor.open(`/fr/admin${path}`)).html);

it('Sofia finds Tom, who is away and left two requests, and Yasmina, whose invitation is in the outbox', async () => {
  assert.match(await shown('/staff'), /Yasmina El Amrani .* Invité/);
  assert.match(await shown('/staff'), /Tom Janssens .* 2 demandes en cours à reprendre Suspendu/);
  const mail = await portal.mailTo(DEMONSTRATION_INVITED.email, /Activez votre compte/);
  assert.match(linkIn(mail), /\/fr\/admin\/set-up\//);
  const { visitor: nadia } = await signInColleague(portal);
  assert.match(await shown('/submissions', nadia), /À reprendre 2/);
});

it('she tries a mail again that waits, and it leaves', async () => {
  const page = await shown('/jobs');
  assert.match(page, /3 essais sur 25\..*the mail server does not answer/);
  const job = /name="job" type="radio"\s+value="(\d+)"/.exec(sofia.page.html)?.[1] ?? '';
  assert.equal((await sofia.post('/fr/admin/jobs', { job, act: 'retry' })).status, 303);
  await portal.mailTo('jean-pierre@demo.example', /Confirmez votre adresse/);
});

it('the audit log has the last days', async () => {
  assert.match(
    await shown('/audit?act=staff-account-handled'),
    /Acte : Invitation Après : Agent, Culture et cohésion sociale Motif : Engagée.*Motif : Absent jusqu’en janvier/,
  );
  for (const act of ['citizen-helped', 'organisation-opened']) {
    assert.doesNotMatch(await shown(`/audit?act=${act}`), /Aucun événement/, act);
  }
});
