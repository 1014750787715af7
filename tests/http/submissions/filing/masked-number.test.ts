import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { chooseAtFas } from '../../../support/fas/at-fas.ts';
import { readyBirthCertificate } from '../../../support/fas/birth-certificate.ts';
import { CARD, CONFIRM, forgetPeople, setOut, startPortalWithFas } from '../../../support/fas/identify.ts';
import { downloadedFile } from '../../../support/files/downloaded-file.ts';
import { text } from '../../../support/journeys.ts';
import type { TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { confirmedCitizen, fileDraft } from '../../../support/submissions/filing.ts';
import type { Visitor } from '../../../support/visitor.ts';

const MASKED = '85.07.30-***.**';
const CLEAR = /85\.?07\.?30-?997\.?34/;

let portal: TestPortal;
let lucie: Visitor;
let reference: string;
before(async () => {
  portal = await startPortalWithFas();
  await forgetPeople(portal);
  ({ visitor: lucie } = await confirmedCitizen(portal));
  const draft = await readyBirthCertificate(lucie);
  await lucie.open(`/fr/identification?next=${draft}/check`);
  const back = await chooseAtFas(await setOut(lucie), CARD);
  await lucie.open(`${back.pathname}${back.search}`);
  await lucie.follow();
  await lucie.press(CONFIRM);
  reference = ((await fileDraft(lucie, draft)).location ?? '').split('/').at(-1) ?? '';
});

const auditedAs = async (name: string) =>
  (await portal.app.db.pool.query('select count(*)::integer as count from audit_events where name = $1', [name]))
    .rows[0].count;

describe('the national number of the card', () => {
  it('is masked on the page of the agent who handles the request, and the opening is audited', async () => {
    const { visitor: nadia } = await signInColleague(portal, 'agent', ['civil-status']);
    const { html } = await nadia.open(`/fr/admin/submissions/${reference}`);
    assert.ok(text(html).includes(MASKED));
    assert.doesNotMatch(html, CLEAR);
    assert.equal(await auditedAs('submission-opened'), 1);
  });

  it('is masked in the spreadsheet of the staff, which is audited', async () => {
    const { visitor: nadia } = await signInColleague(portal, 'agent', ['civil-status']);
    const { html, status } = await nadia.open('/fr/admin/submissions/export.csv?procedure=birth-certificate');
    assert.equal(status, 200);
    assert.ok(html.includes(MASKED), html.slice(0, 600));
    assert.doesNotMatch(html, CLEAR);
    assert.equal(await auditedAs('submissions-exported'), 1);
  });

  it('is masked in the data that its owner downloads, also for programs', async () => {
    for (const name of ['submissions.json', 'identity.json', 'lisez-moi.html']) {
      const file = await downloadedFile(portal, lucie, { path: '/fr/account/data', name });
      assert.doesNotMatch(file, CLEAR);
      assert.ok(name === 'lisez-moi.html' || file.includes(MASKED), name);
    }
  });
});
