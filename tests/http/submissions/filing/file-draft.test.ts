import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  addressFields,
  answerStep,
  beginDraft,
  dateFields,
  EVENT_STEPS,
  fillEventPermit,
} from '../../../support/drafts/drafts.ts';
import { confirmAddress, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { letIn, membershipOf, sharedProfile } from '../../../support/profiles.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { statementsDuring } from '../../../support/statements.ts';
import { pdf } from '../../../support/submissions/documents.ts';
import { confirmedCitizen, fileDraft, filingForm, readyDraft } from '../../../support/submissions/filing.ts';
import { Visitor } from '../../../support/visitor.ts';

const FILE = 'Introduire la demande';
let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const whenOf = () => EVENT_STEPS.find(([step]) => step === 'when')?.[1]() ?? {};
const countOf = async (table: 'submissions' | 'drafts') =>
  Number((await portal.app.db.pool.query(`select count(*) from ${table}`)).rows[0].count);

describe('« Introduire la demande »', () => {
  it('files the draft under a reference, tells it by mail and ends the draft', async () => {
    const { visitor, person } = await confirmedCitizen(portal);
    const draft = await readyDraft(visitor);
    await visitor.open(`${draft}/check`);
    visitor.choose('Mes réponses sont exactes et complètes.');
    await visitor.press(FILE);
    const path = visitor.page.location ?? '';
    assert.match(path, /^\/fr\/submissions\/\d{2}-\d{7}-\d{2}$/);
    const mail = await portal.mailTo(person.email, /introduite/);
    assert.ok(mail.text.includes(path), 'the mail leads there');
    assert.ok(mail.subject.includes(path.replace(/^.*\//, '')));
    assert.match(mail.text, /Service compétent\s: Festivités\. Réponse attendue\s: 30 jours/u);
    assert.match(mail.text, /à tout moment dans Mon espace/);
    assert.doesNotMatch(mail.text, /Fête des voisins|Colignon|Lucie/, 'nothing that was typed');
    for (const page of [draft, `${draft}/event`, `${draft}/check`, `${draft}/deletion`]) {
      assert.equal((await visitor.open(page)).location, path, `GET ${page}`);
    }
  });

  it('asks for each declaration, and keeps those that were ticked', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const draft = await readyDraft(visitor);
    await visitor.open(`${draft}/check`);
    const refused = await visitor.press(FILE);
    assert.equal(refused.status, 422);
    assert.match(refused.html, /href="#declaration"/);
    assert.match(text(refused.html), /Cochez cette déclaration/);
    assert.equal((await visitor.open(`${draft}/check`)).status, 200, 'the draft is kept');
  });

  it('files once: a double click, 20 posts at once, and a retry get the same reference', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const draft = await readyDraft(visitor);
    const form = await filingForm(visitor, draft);
    const before = await countOf('submissions');
    const tabs = Array.from({ length: 20 }, () => {
      const tab = new Visitor(portal);
      tab.setCookie('session', visitor.cookie('session') ?? '');
      return tab;
    });
    const answers = await Promise.all(tabs.map((tab) => tab.post(`${draft}/check`, form)));
    const again = await visitor.post(`${draft}/check`, form);
    const places = new Set([...answers, again].map(({ status, location }) => `${status} ${location}`));
    assert.equal(places.size, 1, [...places].join(', '));
    assert.match([...places][0] ?? '', /^303 \/fr\/submissions\//);
    assert.equal(await countOf('submissions'), before + 1);
  });

  it('writes the submission, its event, its documents and the end of the draft by one statement', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const draft = await readyDraft(visitor);
    const form = await filingForm(visitor, draft);
    const sent = await statementsDuring(portal.app.db, () => visitor.post(`${draft}/check`, form));
    const written = sent.filter(({ text: words }) =>
      /\b(?:insert into|update|delete from) (?:submission|attach|drafts)/.test(words),
    );
    assert.equal(written.length, 1, written.map(({ text: words }) => words).join('\n'));
  });

  it('refuses a form whose answers changed since, says so, and loses nothing', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const draft = await readyDraft(visitor);
    const form = await filingForm(visitor, draft);
    await answerStep(visitor, `${draft}/safety`, {
      participants: '80',
      stands: '4',
      amplified: 'no',
      closedStreet: 'no',
    });
    const refused = await visitor.post(`${draft}/check`, form);
    assert.equal(refused.status, 409);
    assert.match(text(refused.html), /Vos réponses ont changé/);
    assert.match(text(refused.html), /participants attendus 80/);
    await visitor.press(FILE);
    assert.match(visitor.page.location ?? '', /\/submissions\//);
  });

  it('refuses a token that is missing, forged or of another draft', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const draft = await readyDraft(visitor);
    const { visitor: another } = await confirmedCitizen(portal);
    const other = await filingForm(another, await readyDraft(another));
    const own = await filingForm(visitor, draft);
    const declared = own.filter(({ name }) => name === 'declaration');
    const forged = [{ name: 'formToken', value: `x${own[0]?.value}` }, ...declared];
    for (const form of [declared, forged, other]) {
      assert.equal((await visitor.post(`${draft}/check`, form)).status, 409);
    }
  });

  it('leads back to a step that misses an answer', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const draft = await beginDraft(visitor, 'event-permit');
    await fillEventPermit(visitor, draft, 'safety');
    assert.equal((await visitor.post(`${draft}/check`, {})).status, 409);
    const answer = await visitor.open(`${draft}/check`);
    assert.equal(answer.location, `${draft}/safety`);
  });

  it('refuses a day that another answer made too near since, and says until when', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const draft = await readyDraft(visitor);
    await answerStep(visitor, `${draft}/safety`, {
      participants: '499',
      stands: '4',
      amplified: 'yes',
      soundHours: 'de 20h à 22h',
      closedStreet: 'no',
    });
    await answerStep(visitor, `${draft}/when`, { ...whenOf(), ...dateFields('from', 63), ...dateFields('until', 63) });
    assert.equal(visitor.page.status, 303);
    await answerStep(visitor, `${draft}/safety`, {
      participants: '500',
      stands: '4',
      amplified: 'no',
      closedStreet: 'no',
    });
    await visitor.open(`${draft}/documents`);
    visitor.attach('fireForm', pdf('siamu.pdf'));
    await visitor.press('Suivant');
    const refused = await fileDraft(visitor, draft);
    assert.equal(refused.status, 422);
    const said =
      /À partir de 500 participants, demandez l’autorisation 3 mois à l’avance : choisissez le \d+ \p{L}+ \d{4}/u;
    assert.match(text(refused.html), said);
    await answerStep(visitor, `${draft}/when`, { ...whenOf(), ...dateFields('from', 92), ...dateFields('until', 92) });
    assert.match((await fileDraft(visitor, draft)).location ?? '', /\/submissions\//);
  });

  it('asks to confirm the address first and keeps the draft', async () => {
    const { visitor, person } = await signUp(portal);
    const draft = await readyDraft(visitor);
    const page = await visitor.open(`${draft}/check`);
    assert.match(text(page.html), /Confirmez d’abord votre adresse e-mail/);
    assert.doesNotMatch(page.html, /name="declaration"/);
    const token = /name="formToken" value="([^"]+)"/.exec(page.html);
    assert.equal(token, null);
    await confirmAddress(visitor, person);
    assert.match((await fileDraft(visitor, draft)).location ?? '', /\/submissions\//);
  });

  it('is a 404 for another person and for somebody who left the organisation meanwhile', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const draft = await readyDraft(visitor);
    const form = await filingForm(visitor, draft);
    const { visitor: other } = await confirmedCitizen(portal);
    assert.equal((await other.post(`${draft}/check`, form)).status, 404);
    const shared = await sharedProfile(portal);
    await letIn(shared, 'member');
    const { number, colleague } = shared;
    const theirs = await readyDraft(colleague.visitor, number);
    const theirForm = await filingForm(colleague.visitor, theirs);
    const membership = await membershipOf(portal, number, colleague);
    await portal.app.db.pool.query('update memberships set ended_at = now() where id = $1', [membership]);
    assert.equal((await colleague.visitor.post(`${theirs}/check`, theirForm)).status, 404);
  });

  it('refuses a form that another site sends, and one without a session', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const draft = await readyDraft(visitor);
    const form = await filingForm(visitor, draft);
    assert.equal((await visitor.post(`${draft}/check`, form, FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await new Visitor(portal).post(`${draft}/check`, form)).status, 401);
  });

  it('files what is visible only, each national number sealed', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const draft = await readyDraft(visitor);
    await answerStep(visitor, `${draft}/safety`, {
      participants: '80',
      stands: '4',
      amplified: 'yes',
      soundHours: 'de 20h à 22h',
      closedStreet: 'no',
    });
    await answerStep(visitor, `${draft}/safety`, {
      participants: '80',
      stands: '4',
      amplified: 'no',
      closedStreet: 'no',
    });
    const path = (await fileDraft(visitor, draft)).location ?? '';
    const { rows } = await portal.app.db.pool.query('select answers from submissions where reference = $1', [
      path.replace(/^.*\/|-/g, ''),
    ]);
    assert.equal(rows[0].answers.participants, 80);
    assert.equal('soundHours' in rows[0].answers, false);
  });
});

it('a draft begun with another version of the form is filed with that one', async () => {
  const { visitor } = await confirmedCitizen(portal);
  const draft = await readyDraft(visitor);
  const id = draft.split('/').at(-1);
  const { rows } = await portal.app.db.pool.query(
    `with other as (
      insert into procedure_versions (slug, version, definition, digest)
      select slug, 99, jsonb_set(definition, '{name,fr}', '"Ancien nom"'), sha256('99') from procedure_versions
      where slug = 'event-permit' order by version limit 1 returning version)
    select version from other`,
  );
  await portal.app.db.pool.query('update drafts set version = $2 where id = $1', [id, rows[0].version]);
  assert.equal((await fileDraft(visitor, draft)).status, 303);
  const filed = await portal.app.db.pool.query('select version from submissions where id = $1', [id]);
  assert.deepEqual(filed.rows, [{ version: 99 }]);
  assert.match((await visitor.follow()).html, /Ancien nom/);
});

describe('a démarche that the law ties to the identity card', () => {
  it('keeps the draft and gives the code by which the desk finds it', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const draft = await beginDraft(visitor, 'household-composition');
    await answerStep(visitor, `${draft}/applicant`, {
      firstName: 'Lucie',
      lastName: 'Lambert',
      email: 'lucie@exemple.be',
      ...addressFields('home'),
    });
    await answerStep(visitor, `${draft}/certificate`, { reason: 'school', history: 'no' });
    await answerStep(visitor, `${draft}/delivery`, { delivery: 'desk', abroad: 'no' });
    const page = await visitor.open(`${draft}/check`);
    assert.match(text(page.html), /La loi demande de vous identifier/);
    const [, id = ''] = /drafts\/([0-9a-f-]+)/.exec(draft) ?? [];
    const digits = id.replaceAll('-', '').slice(0, 10).toUpperCase();
    assert.match(text(page.html), new RegExp(`${digits.slice(0, 5)}-${digits.slice(5)}`));
    assert.doesNotMatch(page.html, /name="formToken"/);
  });
});

describe('the fee', () => {
  it('makes a request wait for its payment, with a communication that banks check', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const draft = await beginDraft(visitor, 'parking-reservation');
    await answerStep(visitor, `${draft}/applicant`, {
      firstName: 'Lucie',
      lastName: 'Lambert',
      email: 'lucie@exemple.be',
      ...addressFields('home'),
    });
    await answerStep(visitor, `${draft}/use`, { purpose: 'removal', ...addressFields('place'), length: '10' });
    await answerStep(visitor, `${draft}/when`, {
      ...dateFields('from', 40),
      ...dateFields('until', 41),
      startTime: '07:00',
      endTime: '18:00',
      days: '2',
      signs: 'own',
    });
    await answerStep(visitor, `${draft}/vehicle`, {});
    const { location } = await fileDraft(visitor, draft);
    const reference = (location ?? '').replace(/^.*\/|-/g, '');
    const { rows } = await portal.app.db.pool.query(
      'select status, fee_cents, structured_communication as communication, due_on from submissions where reference = $1',
      [reference],
    );
    assert.deepEqual(rows, [
      { status: 'awaiting-payment', fee_cents: 6_000, communication: rows[0]?.communication, due_on: null },
    ]);
    const digits = String(rows[0]?.communication);
    assert.equal(Number(digits.slice(0, 10)) % 97 || 97, Number(digits.slice(10)));
    assert.ok(digits.includes(reference.slice(2, 9)));
  });
});
