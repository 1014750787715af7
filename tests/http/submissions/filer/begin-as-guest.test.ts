import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { addressFields, answerStep, dateFields } from '../../../support/drafts/drafts.ts';
import { beginAsGuest, REPORT } from '../../../support/drafts/guests.ts';
import { captchaAnswer, signIn, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { assertIsNotThere, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { pdf } from '../../../support/submissions/documents.ts';
import { fileDraft } from '../../../support/submissions/filing.ts';
import { STOLEN_CARD } from '../../../support/submissions/walks.ts';
import { Visitor } from '../../../support/visitor.ts';

const CAPTCHA = 'Recopiez les 4 chiffres de l’image';
let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

/** Answers the steps about a stolen card, with other answers to that of the loss; the documents come after. */
async function answerCard(visitor: Visitor, draft: string, others: Record<string, string>): Promise<void> {
  for (const { id, typed } of STOLEN_CARD.slice(0, 3)) {
    await answerStep(visitor, `${draft}/${id}`, id === 'loss' ? { ...typed, ...others } : typed);
    assert.equal(visitor.page.status, 303, id);
  }
}

const countDrafts = async () => (await portal.app.db.pool.query('select 1 from drafts')).rowCount;

describe('a démarche that asks for no account', () => {
  it('is begun by somebody without one, who answers a captcha', async () => {
    const visitor = new Visitor(portal);
    const before = await countDrafts();
    const procedure = await visitor.open(`/fr/procedures/${REPORT}`);
    assert.match(text(procedure.html), /Vous n’avez pas besoin de compte/);
    await visitor.press('Commencer');
    await visitor.follow();
    assert.equal(visitor.page.status, 200);
    assert.equal(await countDrafts(), before, 'no draft before the captcha');
    visitor.fill(CAPTCHA, captchaAnswer(portal, visitor.page.html));
    await visitor.press('Continuer');
    assert.match(visitor.page.location ?? '', /^\/fr\/drafts\/[0-9a-f-]{36}\/report$/);
    const step = await visitor.follow();
    assert.equal(step.status, 200);
    assert.match(text(step.html), /Vous, sans compte/);
  });

  it('is begun once, however often the button is pressed, and stays with its browser', async () => {
    const visitor = new Visitor(portal);
    const before = (await countDrafts()) ?? 0;
    const path = `/fr/procedures/${REPORT}/drafts`;
    const { html } = await visitor.open(path);
    const [, captchaChallenge = ''] = /name="captchaChallenge" value="([^"]+)"/.exec(html) ?? [];
    const fields = { captchaChallenge, captcha: captchaAnswer(portal, html) };
    const pressed = await Promise.all(Array.from({ length: 5 }, () => visitor.post(path, fields)));
    assert.deepEqual([...new Set(pressed.map(({ status }) => status))], [303]);
    const [draft = '', ...others] = new Set(pressed.map(({ location }) => location ?? ''));
    assert.deepEqual([others, await countDrafts()], [[], before + 1]);
    assert.equal((await visitor.open(draft)).status, 200);
    await visitor.type('kind', 'dumping').press('Enregistrer et quitter');
    const late = await visitor.post(path, fields);
    assert.equal(late.status, 422);
    assert.equal((await visitor.open(draft)).status, 200);
  });

  it('goes on to the page that checks all, saved at each step', async () => {
    const visitor = new Visitor(portal);
    const draft = await beginAsGuest(visitor, REPORT);
    await answerStep(visitor, `${draft}/report`, {
      kind: 'dumping',
      ...addressFields('place'),
      description: 'Deux matelas devant le numéro 1',
      ...dateFields('seenOn', -1),
      dangerous: 'no',
    });
    assert.equal(visitor.page.location, `${draft}/follow-up`);
    await answerStep(visitor, `${draft}/follow-up`, { followUp: 'no' });
    assert.equal(visitor.page.location, `${draft}/check`);
    const check = await visitor.follow();
    assert.match(text(check.html), /Deux matelas devant le numéro 1/);
  });

  it('is filed with the papers of the police by somebody whose card was stolen, who alone reads it', async () => {
    const visitor = new Visitor(portal);
    const draft = await beginAsGuest(visitor, 'identity-card-loss');
    await answerCard(visitor, draft, {});
    await visitor.open(`${draft}/documents`);
    await visitor.attach('policeStatement', pdf('attestation.pdf')).press('Suivant');
    assert.equal(visitor.page.location, `${draft}/check`);
    const { location } = await fileDraft(visitor, draft);
    assert.match(location ?? '', /^\/fr\/submissions\/\d{2}-\d{7}-\d{2}$/);
    const page = await visitor.follow();
    assert.match(text(page.html), /Numéro du procès-verbal de la police BR\.12\.L1\.001234\/2026/);
    assert.match(text(page.html), /Attestation de la police attestation\.pdf/);
    assert.equal((await visitor.open(`${location}/receipt.pdf`)).headers.get('content-type'), 'application/pdf');
    const other = new Visitor(portal);
    await beginAsGuest(other, REPORT);
    assert.equal((await other.open(`${location}`)).status, 404);
  });

  it('asks who lost a card for no papers of the police', async () => {
    const visitor = new Visitor(portal);
    const draft = await beginAsGuest(visitor, 'identity-card-loss');
    await answerCard(visitor, draft, { kind: 'loss' });
    const { html } = await visitor.open(`${draft}/documents`);
    assert.doesNotMatch(html, /id="policeStatement"/);
    await visitor.press('Suivant');
    assert.equal((await fileDraft(visitor, draft)).status, 303);
  });

  it('asks about a slip in the address that is given, beside the answers, and files it as it was typed', async () => {
    const visitor = new Visitor(portal);
    const draft = await beginAsGuest(visitor, REPORT);
    await answerStep(visitor, `${draft}/report`, {
      kind: 'dumping',
      ...addressFields('place'),
      description: 'Deux matelas',
      ...dateFields('seenOn', -1),
      dangerous: 'no',
    });
    await answerStep(visitor, `${draft}/follow-up`, { followUp: 'yes', email: 'lucie@gmail.comm' });
    const { html } = await visitor.follow();
    assert.match(text(html), /lucie@gmail\.comm Vouliez-vous dire lucie@gmail\.com\s\?/);
    assert.equal((await fileDraft(visitor, draft)).status, 303);
    const filed = await visitor.follow();
    assert.match(text(filed.html), /lucie@gmail\.comm/);
    assert.doesNotMatch(text(filed.html), /Vouliez-vous dire/);
  });

  it('shows the captcha again with a wrong answer, one already used, or another picture', async () => {
    const visitor = new Visitor(portal);
    await visitor.open(`/fr/procedures/${REPORT}/drafts`);
    const challengeIn = (html: string) => /name="captchaChallenge" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const right = captchaAnswer(portal, visitor.page.html);
    const first = { captchaChallenge: challengeIn(visitor.page.html), captcha: right };
    visitor.fill(CAPTCHA, right === '1234' ? '4321' : '1234');
    const wrong = await visitor.press('Continuer');
    assert.equal(wrong.status, 422);
    visitor.fill(CAPTCHA, '');
    assert.equal((await visitor.press('Continuer')).status, 422);
    const used = await visitor.post(`/fr/procedures/${REPORT}/drafts`, first);
    assert.equal(used.status, 422);
    assert.match(text(used.html), /Ces chiffres ont déjà servi/);
    assert.equal(visitor.cookie('guest'), undefined);
    const refreshed = await visitor.post(`/fr/procedures/${REPORT}/drafts`, { ...first, refreshCaptcha: '1' });
    assert.equal(refreshed.location, `/fr/procedures/${REPORT}/drafts`);
  });

  it('is nobody else’s: not of another guest, of a citizen, nor of a forged cookie', async () => {
    const owner = new Visitor(portal);
    const draft = await beginAsGuest(owner, REPORT);
    const other = new Visitor(portal);
    await beginAsGuest(other, REPORT);
    await assertIsNotThere(other, `${draft}/report`, { revision: '1' });
    const { visitor: citizen } = await signUp(portal);
    await assertIsNotThere(citizen, `${draft}/report`, { revision: '1' });
    const forger = new Visitor(portal);
    forger.setCookie('guest', `x${owner.cookie('guest') ?? ''}`);
    assert.match((await forger.open(`${draft}/report`)).location ?? '', /\/fr\/sign-in\?next=/);
    assert.equal((await owner.open(`${draft}/report`)).status, 200);
  });

  it('is closed to the guest four hours after the last answer', async () => {
    const visitor = new Visitor(portal);
    const draft = await beginAsGuest(visitor, REPORT);
    portal.clock.advance(3.5 * 3_600);
    await visitor.open(`${draft}/report`);
    await visitor.press('Enregistrer et quitter');
    assert.equal(visitor.page.location, `/fr/procedures/${REPORT}`);
    const offered = await visitor.open(`/fr/procedures/${REPORT}/drafts`);
    assert.ok(offered.html.includes(`href="${draft}"`), 'what was begun is offered');
    portal.clock.advance(3.5 * 3_600);
    assert.equal((await visitor.open(`${draft}/report`)).status, 200);
    portal.clock.advance(4 * 3_600);
    assert.equal((await visitor.open(`${draft}/report`)).status, 303);
  });

  it('can be abandoned', async () => {
    const visitor = new Visitor(portal);
    const draft = await beginAsGuest(visitor, REPORT);
    await visitor.post(`${draft}/deletion`, { confirmed: 'yes' });
    assert.equal((await visitor.open(`${draft}/report`)).status, 404);
  });

  it('goes to the pages for citizens when one is signed in', async () => {
    const { visitor, person } = await signUp(portal);
    await visitor.open(`/fr/procedures/${REPORT}`);
    await visitor.press('Commencer');
    assert.match(visitor.page.location ?? '', /\/drafts\/[0-9a-f-]{36}\/report$/);
    const again = await signIn(portal, person);
    assert.equal((await again.open(`/fr/procedures/${REPORT}/drafts`)).location, `/fr/procedures/${REPORT}`);
  });

  it('refuses a form that another site sends, and a démarche that needs an account', async () => {
    const visitor = new Visitor(portal);
    const answer = await visitor.post(`/fr/procedures/${REPORT}/drafts`, {}, FROM_ANOTHER_SITE);
    assert.equal(answer.status, 403);
    await visitor.open('/fr/procedures/event-permit');
    await visitor.press('Commencer');
    assert.match(visitor.page.location ?? '', /^\/fr\/sign-in\?next=/);
  });
});

describe('the quota of guests', () => {
  it('lets one network address begin so many an hour', async () => {
    const strict = await startPortal({ environment: { GUEST_DRAFTS_PER_HOUR: '2' } });
    const visitor = new Visitor(strict);
    await beginAsGuest(visitor, REPORT);
    await beginAsGuest(visitor, REPORT);
    await visitor.open(`/fr/procedures/${REPORT}/drafts`);
    visitor.fill(CAPTCHA, captchaAnswer(strict, visitor.page.html));
    assert.equal((await visitor.press('Continuer')).status, 429);
  });
});
