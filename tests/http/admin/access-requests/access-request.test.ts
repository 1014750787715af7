import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { handOverAccessRequests } from '../../../../src/features/profiles/access/hand-over-access-requests.ts';
import { sql } from '../../../../src/platform/database.ts';
import { text } from '../../../support/journeys.ts';
import { untilWaiting } from '../../../support/locks.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { sharedProfile } from '../../../support/profiles.ts';
import { addWaitingRequest, signInColleague, type Waiting } from '../../../support/staff.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const run = (query: ReturnType<typeof sql>) => portal.app.db.transaction((tx) => tx.run(query));
const pathOf = ({ id }: Pick<Waiting, 'id'>) => `/fr/admin/access-requests/${id}`;
const eventsOn = (id: string) =>
  portal.app.db.many(
    z.strictObject({ name: z.string(), by: z.string(), details: z.record(z.string(), z.string()) }),
    sql`
    select name, staff_member_id as by, details from audit_events
    where details ->> 'accessRequestId' = ${id} order by id`,
  );
const roleOf = async ({ enterpriseNumber, citizenId }: Waiting) =>
  (
    await portal.app.db.maybe(
      z.strictObject({ role: z.string() }),
      sql`select role from active_memberships where enterprise_number = ${enterpriseNumber} and citizen_id = ${citizenId}`,
    )
  )?.role ?? null;

describe('what waits for the commune', () => {
  it('is a request that no manager answered: the agent lets its author in, who finds the profile', async () => {
    const { number, colleague } = await sharedProfile(portal);
    await colleague.visitor.post(`/fr/profiles/${number}/access-request`, { jobTitle: 'treasurer' });
    await run(
      sql`update access_requests set asked_at = now() - interval '11 days' where enterprise_number = ${number}`,
    );
    await handOverAccessRequests(portal.app);
    const { visitor } = await signInColleague(portal);
    const { html } = await visitor.open('/fr/admin');
    const [, path = ''] = /href="([^"]*\/access-requests\/[^"]+)"/.exec(html) ?? [];
    await visitor.open(path);
    visitor.choose('Accepter comme membre');
    await visitor.press('Enregistrer la décision');
    assert.equal(visitor.page.location, '/fr/admin');
    assert.match(text((await visitor.follow()).html), /La demande est acceptée/);
    assert.match((await portal.mailTo(colleague.person.email, /acceptée/)).text, /Vous pouvez maintenant agir/);
    assert.equal((await colleague.visitor.open(`/fr/profiles/${number}/members`)).status, 200);
  });
});

describe('the page of a request', () => {
  it('shows who asks, for what, since when, and leads to the public register', async () => {
    const waiting = await addWaitingRequest(portal.app.db);
    const { visitor, colleague } = await signInColleague(portal);
    const page = await visitor.open(pathOf(waiting));
    assert.equal(page.status, 200);
    const said = text(page.html);
    assert.match(said, /Jan Peeters .*pas encore confirmée.*Trésorier ou trésorière.*Brasserie Dubois.*Déclaré/);
    const register = `https://kbopub.economie.fgov.be/kbopub/toonondernemingps.html?ondernemingsnummer=${waiting.enterpriseNumber}`;
    assert.ok(page.html.includes(`href="${register}" target="_blank" rel="noopener"`));
    const details = { accessRequestId: waiting.id, enterpriseNumber: waiting.enterpriseNumber };
    assert.deepEqual(await eventsOn(waiting.id), [{ name: 'access-request-opened', by: colleague.id, details }]);
  });

  it('shows whom of the organisation to call: its managers, with address and phones', async () => {
    const waiting = await addWaitingRequest(portal.app.db);
    const { visitor } = await signInColleague(portal);
    assert.match(text((await visitor.open(pathOf(waiting))).html), /Ses gestionnaires Lucie Lambert.*Pas de numéro/);
    await run(sql`
      update memberships set landline = '+3225551234', mobile = '+32470123456', email = 'bureau@exemple.be'
      where enterprise_number = ${waiting.enterpriseNumber}`);
    const { html } = await visitor.open(pathOf(waiting));
    assert.match(
      text(html),
      /Lucie Lambert, Administrateur ou administratrice bureau@exemple.be 02 555 12 34 0470 12 34 56/,
    );
    assert.ok(html.includes('href="tel:+3225551234"') && html.includes('href="tel:+32470123456"'));
    await run(sql`update memberships set role = 'member' where enterprise_number = ${waiting.enterpriseNumber}`);
    const nobody = await visitor.open(pathOf(waiting));
    assert.match(text(nobody.html), /Ses gestionnaires Aucun en ce moment/);
    assert.ok(!nobody.html.includes('bureau@exemple.be'));
  });

  for (const [label, role] of [
    ['Accepter comme membre', 'member'],
    ['Accepter comme gestionnaire', 'manager'],
  ] as const) {
    it(`« ${label} » lets the person in with that role, by the commune, and tells them in their language`, async () => {
      const waiting = await addWaitingRequest(portal.app.db);
      const { visitor, colleague } = await signInColleague(portal);
      await visitor.open(pathOf(waiting));
      visitor.choose(label).fill('Motif (obligatoire pour un refus)', '  Statuts vus\r\nau registre ');
      await visitor.press('Enregistrer la décision');
      assert.equal(visitor.page.status, 303);
      assert.equal(await roleOf(waiting), role);
      assert.match((await portal.mailTo(waiting.email)).subject, /aanvraag.*aanvaard/i);
      const decided = (await eventsOn(waiting.id)).at(-1);
      assert.deepEqual([decided?.name, decided?.by], ['access-request-decided', colleague.id]);
      assert.deepEqual([decided?.details['decision'], decided?.details['reason']], [role, 'Statuts vus au registre']);
      const { rows } = await portal.app.db.pool.query(
        'select name, by_commune from organisation_events where enterprise_number = $1',
        [waiting.enterpriseNumber],
      );
      assert.deepEqual(rows, [{ name: 'access-accepted', by_commune: true }]);
    });
  }

  it('asks for a decision, and for a reason to refuse; what was typed stays', async () => {
    const waiting = await addWaitingRequest(portal.app.db);
    const { visitor } = await signInColleague(portal);
    await visitor.open(pathOf(waiting));
    visitor.fill('Motif (obligatoire pour un refus)', 'Nom absent <du> registre');
    const undecided = await visitor.press('Enregistrer la décision');
    assert.equal(undecided.status, 422);
    assert.match(undecided.html, /href="#decision"/);
    assert.ok(undecided.html.includes('Nom absent &lt;du&gt; registre</textarea>'));
    const silent = await visitor.post(pathOf(waiting), { decision: 'refused', reason: '  ' });
    assert.equal(silent.status, 422);
    assert.match(text(silent.html), /Écrivez le motif du refus/);
    assert.match(silent.html, /value="refused" checked/);
    for (const reason of ['x'.repeat(1_001), 'a\0b']) {
      assert.equal((await visitor.post(pathOf(waiting), { decision: 'refused', reason })).status, 422);
    }
    assert.deepEqual(await roleOf(waiting), null);
  });

  it('a refusal changes no membership, is told by mail, and its reason stays in the audit log', async () => {
    const waiting = await addWaitingRequest(portal.app.db);
    const { visitor } = await signInColleague(portal);
    await visitor.open(pathOf(waiting));
    visitor.choose('Refuser').fill('Motif (obligatoire pour un refus)', 'Inconnu au registre');
    await visitor.press('Enregistrer la décision');
    assert.match(text((await visitor.follow()).html), /La demande est refusée/);
    assert.equal(await roleOf(waiting), null);
    const mail = await portal.mailTo(waiting.email);
    assert.match(mail.subject, /geweigerd/i);
    assert.ok(!`${mail.text}${mail.html}`.includes('Inconnu au registre'));
    const decided = (await eventsOn(waiting.id)).at(-1);
    assert.deepEqual([decided?.details['decision'], decided?.details['reason']], ['refused', 'Inconnu au registre']);
  });

  it('says kindly that it was answered meanwhile, by whomever, and changes nothing', async () => {
    const waiting = await addWaitingRequest(portal.app.db);
    const { visitor } = await signInColleague(portal);
    const { visitor: sofia } = await signInColleague(portal, 'administrator');
    await visitor.open(pathOf(waiting));
    await sofia.post(pathOf(waiting), { decision: 'member', reason: '' });
    visitor.choose('Refuser').fill('Motif (obligatoire pour un refus)', 'Trop tard');
    const late = await visitor.press('Enregistrer la décision');
    assert.equal(late.status, 409);
    assert.match(text(late.html), /Cette demande n’attend plus de réponse.*y a répondu entre-temps/);
    assert.equal(await roleOf(waiting), 'member');
    assert.ok(!(await eventsOn(waiting.id)).some(({ details }) => details['reason'] === 'Trop tard'));
    const again = await visitor.open(pathOf(waiting));
    assert.equal(again.status, 404);
    assert.match(text(again.html), /Cette demande n’attend plus de réponse/);
  });

  it('is opened, and written down as such, by a form that is refused too', async () => {
    const waiting = await addWaitingRequest(portal.app.db);
    const { visitor, colleague } = await signInColleague(portal);
    assert.ok((await visitor.post(pathOf(waiting), {})).html.includes(waiting.email));
    const opened = { name: 'access-request-opened', by: colleague.id };
    assert.deepEqual(
      (await eventsOn(waiting.id)).map(({ name, by }) => ({ name, by })),
      [opened],
    );
  });

  it('is decided without an opening where nobody saw the page: one act, one event', async () => {
    const waiting = await addWaitingRequest(portal.app.db);
    const { visitor } = await signInColleague(portal);
    assert.equal((await visitor.post(pathOf(waiting), { decision: 'member', reason: '' })).status, 303);
    assert.equal((await visitor.post(pathOf(waiting), { decision: 'member', reason: '' })).status, 409);
    assert.deepEqual(
      (await eventsOn(waiting.id)).map(({ name }) => name),
      ['access-request-decided'],
    );
  });

  for (const [who, change] of [
    ['was suspended', "status = 'suspended'"],
    ['lost one of two roles', "roles = '{helpdesk}'"],
  ] as const) {
    it(`is not decided by who ${who} while it waited for the organisation`, async () => {
      const waiting = await addWaitingRequest(portal.app.db);
      const { visitor, colleague } = await signInColleague(portal, ['agent', 'helpdesk']);
      const { enterpriseNumber: number } = waiting;
      const holder = await portal.app.db.pool.connect();
      await holder.query('begin');
      await holder.query('select 1 from organisations where enterprise_number = $1 for no key update', [number]);
      const deciding = visitor.post(pathOf(waiting), { decision: 'manager', reason: '' });
      await untilWaiting(portal.app.db, 1);
      await holder.query(`update staff_members set ${change} where id = $1`, [colleague.id]);
      await holder.query('commit');
      holder.release();
      assert.equal((await deciding).status, 404);
      assert.equal(await roleOf(waiting), null);
    });
  }

  it('takes one decision of many made at once', async () => {
    const waiting = await addWaitingRequest(portal.app.db);
    const agents = await Promise.all([1, 2, 3].map(() => signInColleague(portal)));
    const decisions = ['member', 'manager', 'refused'];
    const answers = await Promise.all(
      agents.map(({ visitor }, index) =>
        visitor.post(pathOf(waiting), { decision: decisions[index] ?? '', reason: 'Vu' }),
      ),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409, 409]);
    const decided = (await eventsOn(waiting.id)).filter(({ name }) => name === 'access-request-decided');
    assert.equal(decided.length, 1);
  });

  it('is not there for a request that is still with the managers, is unknown, or whose author is gone', async () => {
    const { visitor } = await signInColleague(portal);
    const [early, closed] = [await addWaitingRequest(portal.app.db), await addWaitingRequest(portal.app.db)];
    await run(sql`update access_requests set handed_over_at = null where id = ${early.id}`);
    await run(sql`update citizens set status = 'suspended' where id = ${closed.citizenId}`);
    for (const id of [early.id, closed.id, randomUUID(), 'x', '1; select']) {
      assert.equal((await visitor.open(`/fr/admin/access-requests/${encodeURIComponent(id)}`)).status, 404);
      const post = await visitor.post(`/fr/admin/access-requests/${encodeURIComponent(id)}`, { decision: 'member' });
      assert.equal(post.status, 409);
    }
    assert.deepEqual([await roleOf(early), await roleOf(closed)], [null, null]);
    assert.deepEqual(await eventsOn(early.id), []);
  });

  it('is decided from this site only', async () => {
    const waiting = await addWaitingRequest(portal.app.db);
    const { visitor } = await signInColleague(portal);
    const fields = { decision: 'manager', reason: '' };
    const cross = await visitor.post(pathOf(waiting), fields, { 'sec-fetch-site': 'cross-site' });
    assert.equal(cross.status, 403);
    assert.equal((await new Visitor(portal).post(pathOf(waiting), fields)).status, 401);
    assert.equal(await roleOf(waiting), null);
  });
});
