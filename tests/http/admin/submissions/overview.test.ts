import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { localDateOf } from '../../../../src/domain/local-date.ts';
import { formatEnterpriseNumber } from '../../../../src/domain/numbers/enterprise-number.ts';
import { formatReference } from '../../../../src/domain/numbers/reference.ts';
import { daysAfter } from '../../../../src/domain/working-days.ts';
import { confirmAddress, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { createProfile, newNumber } from '../../../support/profiles.ts';
import { addColleague, type Colleague, signInColleague } from '../../../support/staff.ts';
import { attachDocument, pdf, png } from '../../../support/submissions/documents.ts';
import { filedRequest } from '../../../support/submissions/handling.ts';
import { insertSubmission } from '../../../support/submissions/submitted.ts';
import type { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let nadia: Visitor;
let colleague: Colleague;
before(async () => {
  portal = await startPortal();
  ({ visitor: nadia } = await signInColleague(portal));
  colleague = await addColleague(portal);
});

const open = (path: string) => nadia.open(`/fr/admin${path}`);

describe('what an agent sees of a submission', () => {
  it('is who filed it, how to reach them, in which language, how it came and by when', async () => {
    const dueOn = daysAfter(localDateOf(portal.clock.now()), -2);
    const answers = { phone: '+32470123456' };
    const { person, path } = await filedRequest(portal, { language: 'nl', dueOn, answers, feeCents: 1_050 });
    const { html } = await open(path);
    assert.match(text(html), /en retard de 2 jours/);
    assert.match(html, /handling__fact--late/);
    assert.ok(html.includes(`href="mailto:${person.email}"`) && html.includes('href="tel:+32470123456"'));
    assert.match(text(html), /Langue du citoyen Nederlands/);
    assert.match(text(html), /En ligne/);
    assert.match(text(html), /Confiée à Personne encore/);
    assert.match(text(html), /10,50 €, encore dû : 10,50 €/);
  });

  it('is the organisation it is for, with its state and a link to its page', async () => {
    const { visitor: lucie, person } = await signUp(portal);
    await confirmAddress(lucie, person);
    const enterpriseNumber = newNumber();
    await createProfile(lucie, enterpriseNumber);
    const { reference } = await insertSubmission(portal.app.db, { email: person.email, enterpriseNumber });
    const { html } = await open(`/submissions/${formatReference(reference)}`);
    assert.match(html, new RegExp(`href="/fr/admin/organisations/${enterpriseNumber}"`));
    assert.ok(html.includes(formatEnterpriseNumber(enterpriseNumber)));
    assert.match(text(html), /· Déclaré/);
  });

  it('names the colleague who opened it in the last quarter of an hour, and nobody later', async () => {
    for (const [minutes, told] of [
      [0, /Nadia Benali vient d’ouvrir cette demande/],
      [10, /Nadia Benali a ouvert cette demande il y a 10 minutes/],
      [20, null],
    ] as const) {
      const { id, path } = await filedRequest(portal);
      await portal.app.db.pool.query(
        `insert into submission_events (submission_id, name, staff_member_id, happened_at)
         values ($1, 'opened', $2, now() - make_interval(mins => $3))`,
        [id, colleague.id, minutes],
      );
      const { html } = await open(path);
      if (told === null) assert.ok(!text(html).includes('a ouvert cette demande'));
      else assert.match(text(html), told);
    }
  });

  it('leads to what the same person filed before for the same démarche, and to nothing of others', async () => {
    const { person, reference: first } = await filedRequest(portal, { filedAt: new Date('2026-01-05T10:00:00Z') });
    const { reference: of } = await insertSubmission(portal.app.db, { email: person.email, slug: 'terrace' });
    const { reference } = await insertSubmission(portal.app.db, { email: person.email });
    const { reference: stranger } = await filedRequest(portal, { filedAt: new Date('2026-01-05T10:00:00Z') });
    const { html } = await open(`/submissions/${formatReference(reference)}`);
    assert.match(html, new RegExp(`href="/fr/admin/submissions/${formatReference(first)}"`));
    assert.ok(!html.includes(formatReference(of)) && !html.includes(formatReference(stranger)));
    const earlier = await open(`/submissions/${formatReference(first)}`);
    assert.ok(!earlier.html.includes(formatReference(reference)));
  });
});

describe('what the citizen changed after filing', () => {
  it('stands there before and after, step by step when it changed twice', async () => {
    const answers = { organiser: 'Troisième', participants: 12 };
    const { id, path } = await filedRequest(portal, { status: 'in-progress', answers });
    for (const [name, before] of [
      ['corrected', { organiser: 'Premier' }],
      ['completed', { organiser: 'Deuxième' }],
    ] as const) {
      const detail = { fields: ['organiser', 'participants'], before };
      await portal.app.db.pool.query(
        'insert into submission_events (submission_id, name, detail) values ($1, $2, $3)',
        [id, name, JSON.stringify(detail)],
      );
    }
    const page = text((await open(path)).html);
    assert.match(page, /Complétée par .*Organisateur Deuxième Troisième .*Sans réponse 12/);
    assert.match(page, /Corrigée par .*Organisateur Premier Deuxième/);
  });
});

describe('a document beside the answers', () => {
  it('is shown when the address asks for it: a PDF in a frame that this page alone allows, a picture as one', async () => {
    const { reference, path } = await filedRequest(portal);
    const plan = await attachDocument(portal.app, reference, pdf());
    const photo = await attachDocument(portal.app, reference, png());
    const closed = await open(path);
    assert.match(closed.html, new RegExp(`href="/fr/admin${path}\\?document=${plan}#document"`));
    assert.ok(!closed.html.includes('<iframe') && !closed.html.includes('<img class="shown'));
    assert.ok(!closed.headers.get('content-security-policy')?.includes('frame-src'));
    const framed = await open(`${path}?document=${plan}`);
    assert.match(framed.html, new RegExp(`<iframe[^>]*src="/fr/admin${path}/documents/${plan}\\?show"`));
    assert.match(framed.headers.get('content-security-policy') ?? '', /frame-src 'self'/);
    const pictured = await open(`${path}?document=${photo}`);
    assert.match(pictured.html, new RegExp(`<img[^>]*src="/fr/admin${path}/documents/${photo}\\?show"`));
    assert.ok(!pictured.headers.get('content-security-policy')?.includes('frame-src'));
  });

  it('of another submission, or that waits for the scanner, is not', async () => {
    const { reference, path } = await filedRequest(portal);
    const waiting = await attachDocument(portal.app, reference);
    await portal.app.db.pool.query(`update attachments set state = 'pending' where id = $1`, [waiting]);
    const elsewhere = await attachDocument(portal.app, (await filedRequest(portal)).reference);
    for (const id of [waiting, elsewhere, 'nope', '<script>']) {
      const page = await open(`${path}?document=${encodeURIComponent(id)}`);
      assert.equal(page.status, 200);
      assert.ok(!page.html.includes('<iframe'));
    }
  });
});
