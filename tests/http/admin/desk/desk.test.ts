import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { answerStep, EVENT_STEPS } from '../../../support/drafts/drafts.ts';
import { pdfTextAt } from '../../../support/files/pdf-text.ts';
import { confirmAddress, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { attachAll } from '../../../support/submissions/documents.ts';
import { fileDraft } from '../../../support/submissions/filing.ts';
import { rowOf } from '../../../support/submissions/handling.ts';
import type { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

async function known() {
  const { visitor: lucie, person } = await signUp(portal);
  await confirmAddress(lucie, person);
  return { lucie, person };
}

/** Begins a street party at the desk; the address of its draft. */
async function beginForSomebody(nadia: Visitor, person: string, channel = 'Au guichet'): Promise<string> {
  await nadia.open('/fr/admin/desk/event-permit');
  nadia.type('person', person).choose(channel);
  await nadia.press('Continuer');
  const [draft] = /^\/fr\/admin\/desk\/drafts\/[0-9a-f-]{36}/.exec(nadia.page.location ?? '') ?? [];
  assert.ok(draft !== undefined, `no draft: ${nadia.page.status} ${nadia.page.location}`);
  return draft;
}

async function fill(nadia: Visitor, draft: string): Promise<void> {
  for (const [step, answers] of EVENT_STEPS) {
    if (step === 'documents') await attachAll(nadia, `${draft}/${step}`).then(() => nadia.press('Suivant'));
    else await answerStep(nadia, `${draft}/${step}`, answers());
    assert.equal(nadia.page.status, 303, step);
  }
  assert.equal(nadia.page.location, `${draft}/check`);
}

describe('« Continuer » at the desk', () => {
  it('begins one draft, however often it is pressed, and another for somebody else', async () => {
    const { visitor: nadia } = await signInColleague(portal);
    const { html } = await nadia.open('/fr/admin/desk/event-permit');
    const form = /name="form" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const press = (channel: string) =>
      nadia.post('/fr/admin/desk/event-permit', { form, person: '', channel, language: 'fr' });
    const pressed = await Promise.all(Array.from({ length: 5 }, () => press('desk')));
    assert.deepEqual([...new Set(pressed.map(({ status }) => status))], [303]);
    const drafts = new Set(pressed.map(({ location }) => location));
    assert.equal(drafts.size, 1);
    assert.ok(!drafts.has((await press('phone')).location));
    const [draft = ''] = /^.*\/desk\/drafts\/[^/]+/.exec([...drafts][0] ?? '') ?? [];
    await answerStep(nadia, `${draft}/applicant`, EVENT_STEPS[0]?.[1]() ?? {});
    assert.ok(!drafts.has((await press('desk')).location));
  });
});

const digitsOf = (location: string | null) => (location ?? '').replaceAll(/\D/g, '');

describe('a street party filed at the desk', () => {
  it('for a known account is found by it in Mon espace, with a mail, and by the agent, with its receipt', async () => {
    const { lucie, person } = await known();
    const { visitor: nadia, colleague } = await signInColleague(portal);
    const draft = await beginForSomebody(nadia, person.email);
    const { html } = await nadia.open(`${draft}/applicant`);
    assert.match(text(html), /Lucie Lambert/);
    await fill(nadia, draft);
    const filed = await fileDraft(nadia, draft);
    assert.match(filed.location ?? '', /^\/fr\/admin\/submissions\/\d{2}-\d{7}-\d{2}$/);
    const page = await nadia.follow();
    assert.match(text(page.html), /Introduite pour Lucie Lambert par le service Festivités/);
    assert.match(text(page.html), /Au guichet/);
    const receipt = await nadia.open(`${page.url}/receipt.pdf`);
    assert.deepEqual([receipt.status, receipt.headers.get('content-type')], [200, 'application/pdf']);
    const reference = page.url.split('/').at(-1) ?? '';
    assert.match(text((await lucie.open('/fr/my-space')).html), new RegExp(reference));
    const own = await lucie.open(`/fr/submissions/${reference}`);
    assert.equal(own.status, 200);
    assert.ok(!own.html.includes(colleague.lastName));
    assert.match((await portal.mailTo(person.email, /introduite/)).text, new RegExp(reference));
    const again = await fileDraft(nadia, draft).catch(() => nadia.open(`${draft}/check`));
    assert.equal(again.location ?? nadia.page.location, `/fr/admin/submissions/${reference}`);
  });

  it('for somebody without an account is the commune’s alone, and its acknowledgement goes where they said', async () => {
    const { visitor: nadia } = await signInColleague(portal);
    const draft = await beginForSomebody(nadia, '', 'Par courrier');
    await fill(nadia, draft);
    const { location } = await fileDraft(nadia, draft);
    const row = await rowOf(portal, digitsOf(location));
    assert.deepEqual(
      [row.status, Reflect.get(row, 'channel'), Reflect.get(row, 'citizen_id')],
      ['submitted', 'post', null],
    );
    await untilNoJobs(portal);
    assert.ok(portal.mails.some(({ to }) => to === 'lucie@exemple.be'));
  });

  it('for somebody without an account is found by an account opened later, with the code of the printed receipt', async () => {
    const { visitor: nadia } = await signInColleague(portal);
    const draft = await beginForSomebody(nadia, '', 'Au guichet');
    await fill(nadia, draft);
    const path = (await fileDraft(nadia, draft)).location ?? '';
    const receipt = (await pdfTextAt(nadia, `${path}/receipt.pdf`)).replaceAll('\n', ' ');
    const [code = 'no code'] = /\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}\b/.exec(receipt) ?? [];
    const reference = path.split('/').at(-1) ?? '';
    const { visitor: later } = await signUp(portal);
    assert.ok(!(await later.open('/fr/my-space')).html.includes(reference));
    await later.open('/fr/my-space/claim');
    const claimed = await later
      .fill('Référence', reference)
      .fill('Code pour Mon espace', code)
      .press('Ajouter à Mon espace');
    assert.equal(claimed.location, `/fr/submissions/${reference}`, receipt);
    assert.ok((await later.open('/fr/my-space')).html.includes(reference));
  });

  it('is begun by the reference of an earlier request as by the address', async () => {
    const { person } = await known();
    const { visitor: nadia } = await signInColleague(portal);
    const first = await beginForSomebody(nadia, person.email);
    await fill(nadia, first);
    const { location } = await fileDraft(nadia, first);
    const draft = await beginForSomebody(nadia, location?.split('/').at(-1) ?? '');
    assert.match(text((await nadia.open(`${draft}/applicant`)).html), /Lucie Lambert/);
  });
});

describe('the desk', () => {
  it('finds nobody by an address that no account has, and says what to do', async () => {
    const { visitor: nadia } = await signInColleague(portal);
    await nadia.open('/fr/admin/desk/event-permit');
    nadia.type('person', 'nobody@exemple.be').choose('Au guichet');
    const answer = await nadia.press('Continuer');
    assert.equal(answer.status, 422);
    assert.match(text(answer.html), /laissez vide pour continuer sans compte/);
  });

  it('keeps a draft to the agent who began it, and to the roles and departments of today', async () => {
    const { lucie, person } = await known();
    const { visitor: nadia, colleague } = await signInColleague(portal, 'agent', ['festivities']);
    const { visitor: other } = await signInColleague(portal);
    const { visitor: karim } = await signInColleague(portal, 'helpdesk');
    const draft = await beginForSomebody(nadia, person.email);
    const asCitizen = draft.replace('/admin/desk', '');
    for (const visitor of [other, karim]) assert.equal((await visitor.open(`${draft}/applicant`)).status, 404);
    assert.equal((await lucie.open(`${asCitizen}/applicant`)).status, 404);
    assert.equal((await nadia.open(`${draft}/applicant`)).status, 200);
    const { pool } = portal.app.db;
    await pool.query(
      `update staff_departments set department = 'parking' where staff_member_id = $1 and department = 'festivities'`,
      [colleague.id],
    );
    assert.equal((await nadia.open(`${draft}/applicant`)).status, 404);
    await pool.query(
      `update staff_departments set department = 'festivities' where staff_member_id = $1 and department = 'parking'`,
      [colleague.id],
    );
    assert.equal((await nadia.open(`${draft}/applicant`)).status, 200);
    await pool.query(`update staff_members set status = 'suspended' where id = $1`, [colleague.id]);
    assert.equal((await nadia.open(`${draft}/applicant`)).status, 303);
  });

  it('offers the démarches of one’s departments only', async () => {
    const { visitor } = await signInColleague(portal, 'agent', ['cleanliness']);
    assert.equal((await visitor.open('/fr/admin/desk/event-permit')).status, 404);
    assert.equal((await visitor.open('/fr/admin/desk/cleanliness-report')).status, 200);
  });
});
