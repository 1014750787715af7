import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { dayFromNow, typedDay } from '../../../support/clocks/days.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { letIn, sharedProfile } from '../../../support/profiles.ts';
import { assertAsksToSignIn, assertIsNotThere, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { signInColleague } from '../../../support/staff.ts';
import { filedEvent, filedParking, idsOf, take } from '../../../support/submissions/correction.ts';
import { documentsOn, pdf } from '../../../support/submissions/documents.ts';
import { confirmedCitizen, fileEventPermit } from '../../../support/submissions/filing.ts';
import { detailOf, eventsOf, hurryNews, rowOf } from '../../../support/submissions/handling.ts';
import type { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let nadia: Visitor;
before(async () => {
  portal = await startPortal();
  ({ visitor: nadia } = await signInColleague(portal));
});

const SEND = 'Envoyer la correction';
const ASK = 'Envoyer la demande de correction';
const answersOf = async (reference: string) => (await rowOf(portal, reference)).answers as Record<string, unknown>;
const feeOf = async (reference: string) => {
  const columns = 'status, fee_cents, structured_communication, due_on';
  const { rows } = await portal.app.db.pool.query(`select ${columns} from submissions where reference = $1`, [
    reference,
  ]);
  return rows[0];
};

describe('a correction while nobody has taken the request', () => {
  it('is offered on its page, shows all that was filed, keeps the version before, and tells everybody', async () => {
    const { lucie, id, reference, path, page } = await filedEvent(portal);
    const filed = await answersOf(reference);
    const due = (await rowOf(portal, reference)).due_on;
    assert.ok((await lucie.open(`/fr${path}`)).html.includes(`${path}/correction"`));
    const { html } = await lucie.open(page);
    assert.match(text(html), /Corriger ma demande .*Tant que personne ne traite la demande/);
    assert.match(html, /value="Fête des voisins"/);
    assert.match(text(html), /En envoyant, vous déclarez à nouveau/);
    lucie.type('eventName', 'Fête du parc Josaphat');
    const done = await lucie.press(SEND);
    assert.deepEqual([done.status, done.location], [303, `/fr${path}`]);
    const seen = text((await lucie.follow()).html);
    assert.match(seen, /Votre correction est envoyée/);
    assert.match(seen, /Corrigée par Lucie/);
    assert.deepEqual(await answersOf(reference), { ...filed, eventName: 'Fête du parc Josaphat' });
    assert.deepEqual(await detailOf(portal, id, 'corrected'), { fields: ['eventName'], before: filed });
    const row = await rowOf(portal, reference);
    assert.deepEqual([row.status, row.revision, row.due_on], ['submitted', 2, due]);
    const staffs = text((await nadia.open(`/fr/admin${path}`)).html);
    assert.match(staffs, /Fête des voisins Fête du parc Josaphat/);
    assert.ok((await nadia.open('/fr/admin/submissions?q=Josaphat')).html.includes(path));
  });

  it('judges only what changed: a day that has come too near since stays right', async () => {
    const { lucie, reference, page } = await filedEvent(portal);
    await portal.app.db.pool.query(
      `update submissions set answers = answers || '{"from": "2026-01-05", "until": "2026-01-06"}' where reference = $1`,
      [reference],
    );
    await lucie.open(page);
    lucie.type('participants', '130');
    assert.equal((await lucie.press(SEND)).status, 303);
    assert.equal((await answersOf(reference))['participants'], 130);
    await lucie.open(page);
    lucie.type('fromDay', '4');
    const refused = await lucie.press(SEND);
    assert.equal(refused.status, 422);
    assert.match(refused.html, /href="#fromDay"/);
  });

  it('that makes the day too near says so, and is sent with another', async () => {
    const { lucie, reference, page } = await filedEvent(portal);
    await lucie.open(page);
    lucie.type('participants', '500');
    assert.match((await lucie.press(SEND)).html, /href="#fireForm"/);
    lucie.attach('fireForm', pdf('siamu.pdf'));
    const refused = await lucie.press(SEND);
    assert.equal(refused.status, 422);
    assert.match(refused.html, /href="#fromDay"/);
    assert.match(text(refused.html), /À partir de 500 participants, demandez l’autorisation 3 mois à l’avance/);
    const { day, month, year } = typedDay(dayFromNow(95));
    for (const name of ['from', 'until']) {
      lucie.type(`${name}Day`, day).type(`${name}Month`, month).type(`${name}Year`, year);
    }
    assert.equal((await lucie.press(SEND)).status, 303);
    assert.equal((await answersOf(reference))['participants'], 500);
  });

  it('that asks for less is sent, though the day has come too near for that as well', async () => {
    const { lucie, reference, page } = await filedEvent(portal);
    const size = { participants: 600, amplified: true, soundHours: '18:00' };
    const filed = { ...size, from: dayFromNow(40), until: dayFromNow(41) };
    await portal.app.db.pool.query('update submissions set answers = answers || $2 where reference = $1', [
      reference,
      filed,
    ]);
    await lucie.open(page);
    lucie.type('participants', '400');
    assert.equal((await lucie.press(SEND)).status, 303);
    assert.equal((await answersOf(reference))['participants'], 400);
    await lucie.open(page);
    lucie.type('participants', '600');
    lucie.attach('fireForm', pdf('siamu.pdf'));
    const more = await lucie.press(SEND);
    assert.equal(more.status, 422, 'a longer notice is new');
    assert.match(text(more.html), /À partir de 500 participants/);
  });

  it('that changes nothing, or is wrong, is refused with what to do', async () => {
    const { lucie, id, page } = await filedEvent(portal);
    await lucie.open(page);
    const nothing = await lucie.press(SEND);
    assert.equal(nothing.status, 422);
    assert.match(text(nothing.html), /Changez au moins une réponse/);
    lucie.type('eventName', '').type('participants', 'cent');
    const wrong = await lucie.press(SEND);
    assert.equal(wrong.status, 422);
    assert.match(wrong.html, /href="#eventName"/);
    assert.match(wrong.html, /value="cent"/);
    assert.deepEqual(await eventsOf(portal, id), ['filed']);
  });

  it('adds documents and lets others leave; none of them is destroyed', async () => {
    const { lucie, id, reference, path, page } = await filedEvent(portal);
    const [old] = (await answersOf(reference))['plan'] as string[];
    const before = await lucie.open(page);
    assert.match(before.html, new RegExp(`name="leaving-plan" type="checkbox"\\s+value="${old}"`));
    lucie.attach('plan', pdf('nouveau.pdf'));
    assert.deepEqual(
      documentsOn((await lucie.press('Ajouter Plan du lieu')).html).map(({ name }) => name),
      ['nouveau.pdf'],
    );
    assert.equal((await lucie.press(SEND)).status, 303);
    const both = (await answersOf(reference))['plan'] as string[];
    assert.deepEqual([both.length, both[0]], [2, old]);
    const { html } = await lucie.open(page);
    const form = [...html.matchAll(/name="leaving-plan" type="checkbox"\s+value="([^"]+)"/g)].map(([, value]) => value);
    assert.deepEqual(form, both);
    lucie.tick(await nameOf(old ?? ''));
    assert.equal((await lucie.press(SEND)).status, 303);
    assert.deepEqual((await answersOf(reference))['plan'], both.slice(1));
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'corrected', 'corrected']);
    for (const document of both) {
      assert.equal((await nadia.open(`/fr/admin${path}/documents/${document}`)).status, 200);
    }
    assert.match(text((await nadia.open(`/fr/admin${path}`)).html), /nouveau\.pdf \(1 ko\)/);
  });

  it('changes the fee with the answers behind it, and what is paid already counts', async () => {
    const { lucie, reference, path, page } = await filedParking(portal);
    const first = await feeOf(reference);
    assert.deepEqual([first.status, first.fee_cents, first.due_on], ['awaiting-payment', 6_000, null]);
    await pay(path, '60');
    assert.equal((await feeOf(reference)).status, 'submitted');
    await lucie.open(page);
    lucie.type('days', '5');
    assert.equal((await lucie.press(SEND)).status, 303);
    const more = await feeOf(reference);
    assert.deepEqual([more.status, more.fee_cents, more.due_on], ['awaiting-payment', 9_000, null]);
    assert.equal(more.structured_communication, first.structured_communication);
    const page1 = text((await lucie.follow()).html);
    assert.match(page1, /Le montant passe de 60.€ à 90.€/);
    assert.match(page1, /Montant 30.€/);
    await lucie.open(page);
    lucie.type('days', '1');
    assert.equal((await lucie.press(SEND)).status, 303);
    const less = await feeOf(reference);
    assert.deepEqual([less.status, less.fee_cents], ['submitted', 5_000]);
    assert.notEqual(less.due_on, null);
    assert.match(text((await lucie.follow()).html), /Payé en trop 10.€/);
    assert.match(text((await nadia.open(`/fr/admin${path}`)).html), /10.€ payés en trop/);
  });

  it('by two presses of one button, or by two tabs with the same words, is one', async () => {
    const { lucie, id, page, path } = await filedEvent(portal);
    await lucie.open(page);
    lucie.type('eventName', 'Deux fois').attach('plan', pdf('deux.pdf'));
    const both = await Promise.all([lucie.press(SEND), lucie.press(SEND)]);
    assert.deepEqual(
      both.map(({ location }) => location),
      [`/fr${path}`, `/fr${path}`],
    );
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'corrected']);
  });

  it('of two members of an organisation overwrites nothing in silence, and who filed it is told', async () => {
    const shared = await sharedProfile(portal);
    await letIn(shared, 'member');
    const { owner, colleague } = shared;
    const { page, id, reference } = await idsOf(portal, await fileEventPermit(owner.visitor, shared.number));
    await owner.visitor.open(page);
    await colleague.visitor.open(page);
    colleague.visitor.type('eventName', 'De Jan');
    assert.equal((await colleague.visitor.press(SEND)).status, 303);
    owner.visitor.type('eventName', 'De Paula');
    const late = await owner.visitor.press(SEND);
    assert.equal(late.status, 409);
    assert.match(text(late.html), /Voici ce qui est enregistré .* De Jan Garder/);
    assert.match(late.html, /value="De Paula"/);
    assert.equal((await answersOf(reference))['eventName'], 'De Jan');
    assert.equal((await owner.visitor.press(SEND)).status, 303);
    assert.equal((await answersOf(reference))['eventName'], 'De Paula');
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'corrected', 'corrected']);
    await hurryNews(portal);
    const mail = await portal.mailTo(owner.person.email, /du nouveau/);
    assert.ok(!mail.text.includes('De Jan'));
  });

  it('is not there for anybody else, signed out or from another site', async () => {
    const { lucie, reference, page } = await filedEvent(portal);
    const jan = await confirmedCitizen(portal);
    await assertIsNotThere(jan.visitor, page, { revision: '1', eventName: 'x' });
    await assertIsNotThere(jan.visitor, page, { request: 'yes', text: 'x' });
    const files = [{ name: 'plan', file: pdf() }];
    assert.equal((await jan.visitor.postFiles(page, { fields: [], files })).status, 404);
    await assertAsksToSignIn(portal, page);
    await lucie.open(page);
    lucie.type('eventName', 'Ailleurs');
    assert.equal((await lucie.press(SEND, FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await answersOf(reference))['eventName'], 'Fête des voisins');
  });
});

describe('a request for correction', () => {
  it('takes the place of a correction that an agent came before, with what was typed', async () => {
    const { lucie, id, reference, path, page } = await filedEvent(portal);
    await lucie.open(page);
    lucie.type('eventName', 'Fête du square').attach('plan', pdf('autre.pdf'));
    await take(nadia, path);
    const late = await lucie.press(SEND);
    assert.equal(late.status, 409);
    assert.match(text(late.html), /Rien n’a été enregistré : un agent de la commune traite maintenant la demande/);
    assert.match(late.html, /Fête du square\s»\sau lieu de «\sFête des voisins/);
    assert.match(late.html, /value="eventName" checked/);
    assert.equal((await answersOf(reference))['eventName'], 'Fête des voisins');
    const sent = await lucie.press(ASK);
    assert.deepEqual([sent.status, sent.location], [303, `/fr${path}`]);
    assert.match(text((await lucie.follow()).html), /Correction demandée par Lucie .*Fête du square/);
    assert.equal((await detailOf(portal, id, 'correction-requested'))['fields']?.toString(), 'eventName');
    assert.match(text((await nadia.open('/fr/admin/submissions?view=mine')).html), /Correction demandée/);
    const staffs = text((await nadia.open(`/fr/admin${path}`)).html);
    assert.match(staffs, /Correction demandée, sans réponse .* Nom Nom : .*Fête du square/);
    const { html } = await nadia.open(`/fr/admin${path}/completion-request`);
    assert.match(html, /value="eventName" checked/);
    assert.doesNotMatch(html, /value="participants" checked/);
    nadia.fill('Votre texte', 'Corrigez le nom.');
    const asked = await nadia.press('Envoyer la demande de complément');
    assert.equal(asked.status, 303, text(asked.html).slice(0, 400));
    assert.ok(!text((await nadia.follow()).html).includes('sans réponse'));
    assert.ok(!text((await nadia.open('/fr/admin/submissions?view=mine')).html).includes('Correction demandée'));
  });

  it('says what is missing, is one by two presses, and is kept when the session ended', async () => {
    const { lucie, id, path, page } = await filedEvent(portal);
    await take(nadia, path);
    const { html } = await lucie.open(page);
    assert.match(text(html), /Demander une correction .*vous ne la changez plus vous-même/);
    assert.equal((await lucie.press(ASK)).status, 422);
    lucie.fill('Votre correction', 'Le nom est faux.');
    const both = await Promise.all([lucie.press(ASK), lucie.press(ASK)]);
    assert.deepEqual(
      both.map(({ status }) => status),
      [303, 303],
    );
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'opened', 'taken', 'correction-requested']);
  });

  it('is too late once the request has ended: the page says what else there is and keeps the words', async () => {
    const { lucie, id, path, page } = await filedEvent(portal);
    await take(nadia, path);
    await lucie.open(page);
    lucie.fill('Votre correction', 'Encore un mot.');
    await lucie.post(`/fr${path}/withdrawal`, { reason: '' });
    await lucie.open(page);
    assert.match(text(lucie.page.html), /n’est plus traitée \(Annulée\)|n’est plus traitée \(annulée\)/i);
    const late = await lucie.post(page, { request: 'yes', text: 'Encore un mot.' });
    assert.equal(late.status, 409);
    assert.match(text(late.html), /Ce que vous aviez écrit.* Encore un mot\./);
    assert.ok(!(await eventsOf(portal, id)).includes('correction-requested'));
    assert.ok(!(await lucie.open(`/fr${path}`)).html.includes('/correction"'));
  });
});

async function pay(path: string, amount: string): Promise<void> {
  await nadia.open(`/fr/admin${path}/payment`);
  assert.equal((await nadia.fill('Montant reçu, en euros', amount).press('Enregistrer le paiement')).status, 303);
}

async function nameOf(id: string): Promise<string> {
  const { rows } = await portal.app.db.pool.query('select name from attachments where id = $1', [id]);
  return rows[0].name;
}
