import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formatReference } from '../../../../src/domain/numbers/reference.ts';
import { addressFields, answerStep, dateFields } from '../../../support/drafts/drafts.ts';
import { beginAsGuest, REPORT } from '../../../support/drafts/guests.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { letIn, membershipOf, sharedProfile } from '../../../support/profiles.ts';
import { signInColleague } from '../../../support/staff.ts';
import { pdf, png } from '../../../support/submissions/documents.ts';
import { confirmedCitizen, fileDraft, fileEventPermit } from '../../../support/submissions/filing.ts';
import { insertSubmission } from '../../../support/submissions/submitted.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

/** The addresses of the documents that the page of a submission links. */
function hrefsOf(html: string, path: string): string[] {
  return [...html.matchAll(/href="([^"]+\/documents\/[^"]+)"/g)]
    .map(([, href = '']) => href)
    .filter((href) => href.startsWith(path));
}

describe('the page of a submission', () => {
  it('says where it stands, for whom and until when, what was filed, and what happened', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const path = await fileEventPermit(visitor);
    const page = await visitor.open(path);
    assert.equal(page.status, 200);
    assert.match(text(page.html), /Votre demande est introduite/);
    for (const said of [
      /Introduite La commune l’a bien reçue/,
      /Référence \d{2}-\d{7}-\d{2}/,
      /Au nom de Lucie Lambert/,
      /Réponse attendue 30 jours après réception du dossier complet/,
      /Place Colignon 1, 1030 Schaerbeek/,
      /Introduite par Lucie Lambert/,
      /Mes réponses sont exactes et complètes/,
    ]) {
      assert.match(text(page.html), said);
    }
    assert.doesNotMatch(text((await visitor.open(path)).html), /Votre demande est introduite/);
  });

  it('can be read when the department that handled it is no more, by its citizen and by the agents who had it', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const path = await fileEventPermit(visitor);
    const reference = path.split('/').at(-1)?.replaceAll('-', '');
    await portal.app.db.pool.query(`update submissions set department = 'lost-property' where reference = $1`, [
      reference,
    ]);
    assert.equal((await visitor.open(path)).status, 200);
    assert.equal((await visitor.open('/fr/my-space')).status, 200);
    const { visitor: nadia, colleague } = await signInColleague(portal);
    await portal.app.db.pool.query(`insert into staff_departments values ($1, 'lost-property')`, [colleague.id]);
    const page = await nadia.open(path.replace('/fr/', '/fr/admin/'));
    assert.equal(page.status, 200);
    assert.match(text(page.html), /lost-property/);
  });

  it('lists its documents with their size, each behind a link that hands it out', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const path = await fileEventPermit(visitor);
    const { html } = await visitor.open(path);
    assert.match(text(html), /Documents plan\.pdf \(1 ko\) insurance\.pdf \(1 ko\) neighbours\.pdf \(1 ko\)/);
    const [href = ''] = hrefsOf(html, path);
    const document = await visitor.open(href);
    assert.deepEqual([document.status, document.html], [200, await pdf('plan.pdf').text()]);
    assert.equal(hrefsOf(html, path).length, 3);
    const waiting = href.split('/').at(-1);
    await portal.app.db.pool.query(`update attachments set state = 'pending' where id = $1`, [waiting]);
    const page = await visitor.open(path);
    assert.match(text(page.html), /plan\.pdf \(1 ko, analyse en cours\s:/);
    assert.equal(hrefsOf(page.html, path).length, 2);
  });

  it('is found whatever the dashes and spaces of its reference', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const path = await fileEventPermit(visitor);
    const digits = path.replace(/^.*\/|-/g, '');
    for (const written of [digits, `${digits.slice(0, 2)}%20${digits.slice(2)}`]) {
      assert.equal((await visitor.open(`/fr/submissions/${written}`)).location, path, written);
    }
  });

  it('is a 404 for another person, for a number that is no reference, and for one that nobody has', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const path = await fileEventPermit(visitor);
    const { visitor: other } = await confirmedCitizen(portal);
    assert.equal((await other.open(path)).status, 404);
    for (const wrong of ['26-0000123-36', '26-9999999-71', 'x', '%00', '0'.repeat(11)]) {
      assert.equal((await visitor.open(`/fr/submissions/${wrong}`)).status, 404, wrong);
    }
    const nobody = new Visitor(portal);
    assert.match((await nobody.open(path)).location ?? '', /^\/fr\/sign-in\?next=/);
  });

  it('belongs to the organisation: its members see it and who filed, somebody who left does not', async () => {
    const shared = await sharedProfile(portal);
    await letIn(shared, 'member');
    const { number, owner, colleague } = shared;
    const path = await fileEventPermit(colleague.visitor, number);
    const seen = await owner.visitor.open(path);
    assert.equal(seen.status, 200);
    assert.match(text(seen.html), /Au nom de Brasserie Dubois/);
    assert.match(text(seen.html), /Introduite par Jan Peeters/);
    const membership = await membershipOf(portal, number, colleague);
    await portal.app.db.pool.query('update memberships set ended_at = now() where id = $1', [membership]);
    assert.equal((await colleague.visitor.open(path)).status, 404);
    assert.equal((await owner.visitor.open(path)).status, 200);
  });

  it('says each status in plain words', async () => {
    const { visitor, person } = await confirmedCitizen(portal);
    for (const [status, said] of [
      ['awaiting-payment', /En attente de paiement/],
      ['in-progress', /En traitement/],
      ['to-complete', /À compléter/],
      ['refused', /Refusée/],
      ['closed', /Classée/],
    ] as const) {
      const feeCents = status === 'awaiting-payment' ? 4_000 : 0;
      const { reference } = await insertSubmission(portal.app.db, { email: person.email, status, feeCents });
      const page = await visitor.open(`/fr/submissions/${formatReference(reference)}`);
      assert.match(text(page.html), said);
    }
  });

  it('says how to pay while the fee waits, and no longer afterwards', async () => {
    const { visitor, person } = await confirmedCitizen(portal);
    const waiting = { email: person.email, status: 'awaiting-payment', feeCents: 4_050 } as const;
    const { reference } = await insertSubmission(portal.app.db, waiting);
    const page = await visitor.open(`/nl/submissions/${formatReference(reference)}`);
    assert.match(
      text(page.html),
      /Bedrag €\s?40,50 Begunstigde Gemeente Schaarbeek Rekening \(IBAN\) BE60 9990 0000 0070/,
    );
    assert.match(text(page.html), /Gestructureerde mededeling \+{3}0\d\d\/\d{4}\/\d{5}\+{3}/);
    assert.match(page.html, /<svg class="qr-code" role="img"\s+aria-label="QR-code van de overschrijving/);
    const paid = await insertSubmission(portal.app.db, { ...waiting, status: 'in-progress' });
    await portal.app.db.pool.query(
      `insert into submission_events (submission_id, name, detail) values ($1, 'payment-received', $2)`,
      [paid.id, JSON.stringify({ receivedOn: '2026-11-20', amountCents: 4_050 })],
    );
    const after = await visitor.open(`/nl/submissions/${formatReference(paid.reference)}`);
    assert.doesNotMatch(after.html, /BE60|qr-code/);
  });

  it('leads to the receipt', async () => {
    const { visitor, person } = await confirmedCitizen(portal);
    const { reference } = await insertSubmission(portal.app.db, { email: person.email });
    const path = `/fr/submissions/${formatReference(reference)}`;
    const page = await visitor.open(path);
    assert.ok(page.html.includes(`href="${path}/receipt.pdf">Accusé de réception (PDF)`));
  });

  it('is seen by somebody without an account in the browser that filed it, and in no other', async () => {
    const guest = new Visitor(portal);
    const draft = await beginAsGuest(guest, REPORT);
    await guest.open(`${draft}/report`);
    guest.attach('photos', png('matelas.png'));
    await guest.press('Ajouter Photos');
    await answerStep(guest, `${draft}/report`, {
      kind: 'dumping',
      ...addressFields('place'),
      description: 'Deux matelas',
      ...dateFields('seenOn', -1),
      dangerous: 'no',
    });
    await answerStep(guest, `${draft}/follow-up`, { followUp: 'yes', email: 'voisin@exemple.be' });
    const { location } = await fileDraft(guest, draft);
    const page = await guest.open(location ?? '');
    assert.equal(page.status, 200);
    assert.match(text(page.html), /Notez la référence/);
    const [href = ''] = hrefsOf(page.html, location ?? '');
    assert.match(text(page.html), /Documents matelas\.png \(1 ko\)/);
    const photo = await guest.open(href);
    assert.deepEqual([photo.status, photo.headers.get('content-type')], [200, 'image/png']);
    const mail = await portal.mailTo('voisin@exemple.be');
    assert.ok(mail.subject.includes((location ?? '').replace(/^.*\//, '')));
    assert.doesNotMatch(mail.text, /matelas|submissions/);
    const other = new Visitor(portal);
    await beginAsGuest(other, REPORT);
    assert.equal((await other.open(location ?? '')).status, 404);
    assert.equal((await other.open(href)).status, 404);
  });
});

describe('the page of a submission', () => {
  it('ends with the telephone and the mail of the department, those of the commune where it has none', async () => {
    const { visitor, person } = await confirmedCitizen(portal);
    const { reference } = await insertSubmission(portal.app.db, { email: person.email });
    const { html } = await visitor.open(`/nl/submissions/${formatReference(reference)}`);
    assert.match(
      html,
      /href="tel:\+3222447511">02\/244 75 11<[\s\S]*href="mailto:info@1030\.be">info@1030\.be<[\s\S]*<footer/,
    );
  });
});
