import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { judge, provedMerge, twoAccounts } from '../../../support/acts/merges.ts';
import { confirmAddress, signUp, text } from '../../../support/journeys.ts';
import { untilWaiting } from '../../../support/locks.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { signInColleague } from '../../../support/staff.ts';
import { detailOf, eventsOf, hurryNews, rowOf } from '../../../support/submissions/handling.ts';
import { fileReport } from '../../../support/submissions/messages.ts';
import { newAddress, Visitor } from '../../../support/visitor.ts';

const CLAIM = '/fr/my-space/claim';
const REFERENCE = 'Référence';
const CODE = 'Code pour Mon espace';
const ADD = 'Ajouter à Mon espace';
const UNKNOWN = /Aucune demande sans compte n’a cette référence et ce code/;
let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

/** A report of somebody without an account: the address of its page, its reference and its code as the page shows them. */
async function reported(on = portal, email = newAddress('invitee')) {
  const guest = new Visitor(on);
  const path = await fileReport(guest, email);
  const { html } = await guest.open(path);
  const [, code = ''] = /verified-code">([0-9A-Z-]{19})</.exec(html) ?? [];
  const reference = path.replace('/fr/submissions/', '');
  const { rows } = await on.app.db.pool.query('select id from submissions where reference = $1', [
    reference.replaceAll('-', ''),
  ]);
  return { guest, email, path, reference, code, id: String(rows[0].id) };
}

async function claim(visitor: Visitor, { reference, code }: { reference: string; code: string }) {
  await visitor.open(CLAIM);
  return visitor.fill(REFERENCE, reference).fill(CODE, code).press(ADD);
}

describe('taking a request that was filed without an account into one’s own', () => {
  it('is for somebody who is signed in, and not for a form of another site', async () => {
    await assertAsksToSignIn(portal, CLAIM);
    const { visitor } = await signUp(portal);
    assert.equal((await visitor.post(CLAIM, {}, FROM_ANOTHER_SITE)).status, 403);
  });

  it('is done from Mon espace with what the page and the receipt of the guest give, however it is written', async () => {
    const { reference, code, path, id } = await reported();
    const { visitor } = await signUp(portal);
    const { html } = await visitor.open('/fr/my-space');
    assert.ok(html.includes(`href="${CLAIM}"`));
    assert.equal((await visitor.open(path)).status, 404);
    const untidy = { reference: reference.replaceAll('-', ' '), code: code.toLowerCase().replaceAll('-', ' ') };
    const done = await claim(visitor, untidy);
    assert.deepEqual([done.status, done.location], [303, path]);
    const page = await visitor.follow();
    assert.match(text(page.html), /La demande est dans Mon espace/);
    assert.match(text(page.html), /Ajoutée à son compte par Lucie Lambert/);
    assert.ok((await visitor.open('/fr/my-space')).html.includes(reference));
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'claimed']);
    assert.deepEqual(await detailOf(portal, id, 'claimed'), {});
  });

  it('closes the page of the guest, and what is written later goes to the account', async () => {
    const { guest, path, reference, code, email, id } = await reported();
    const { visitor, person } = await signUp(portal);
    await confirmAddress(visitor, person);
    await claim(visitor, { reference, code });
    assert.equal((await guest.open(path)).status, 404);
    const { visitor: nadia } = await signInColleague(portal);
    await nadia.open(path.replace('/fr/', '/fr/admin/'));
    assert.match(text(nadia.page.html), /Ajoutée à son compte par Lucie Lambert/);
    await nadia.fill('Votre message', 'Bonjour').press('Envoyer le message');
    await hurryNews(portal);
    await portal.mailTo(person.email, /du nouveau/);
    assert.ok(!portal.mails.some(({ to, subject }) => to === email && /du nouveau/.test(subject)));
    assert.match(text((await visitor.open(path)).html), /Bonjour/);
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'claimed', 'opened', 'message-sent']);
  });

  it('leaves what was written without an account to a person without one, who is no former member', async () => {
    const { guest, path, reference, code } = await reported();
    await guest.open(path);
    await guest.fill('Votre message', 'Un matelas de plus').press('Envoyer le message');
    const { visitor } = await signUp(portal);
    await claim(visitor, { reference, code });
    assert.match(text((await visitor.open(path)).html), /Messages Vous, sans compte .* Un matelas de plus/);
    const { visitor: nadia } = await signInColleague(portal);
    const { html } = await nadia.open(path.replace('/fr/', '/fr/admin/'));
    assert.match(text(html), /Messages Une personne sans compte .* Un matelas de plus/);
  });

  it('is told to the address of the guest, without a name; the first mail says how, and holds no code', async () => {
    const { reference, code, email } = await reported();
    const { visitor } = await signUp(portal);
    await claim(visitor, { reference, code });
    const { text: told } = await portal.mailTo(email, /ajoutée à un compte/);
    assert.ok(told.includes(reference) && !told.includes('Lucie') && !told.includes('http'));
    const filed = await portal.mailTo(email, /introduite/);
    assert.ok(filed.text.includes(reference) && !filed.text.includes(code));
    assert.match(filed.text, /«\sAjouter une demande introduite sans compte\s»[\s\S]*le code de l’accusé de réception/);
  });

  it('answers the same to an unknown reference, a wrong code and one that was used, and keeps what was typed', async () => {
    const { reference, code } = await reported();
    const { visitor: first } = await signUp(portal);
    const { visitor } = await signUp(portal);
    const wrong = await claim(visitor, { reference, code: 'ZZZZ-ZZZZ-ZZZZ-ZZZZ' });
    assert.equal(wrong.status, 422);
    assert.match(text(wrong.html), UNKNOWN);
    assert.ok(wrong.html.includes(`value="${reference}"`) && wrong.html.includes('value="ZZZZ-ZZZZ-ZZZZ-ZZZZ"'));
    await claim(first, { reference, code });
    for (const other of [reference, '26-0000123-35']) {
      const refused = await claim(visitor, { reference: other, code });
      assert.equal(refused.status, 422, other);
      assert.match(text(refused.html), UNKNOWN);
    }
    assert.equal((await rowOf(portal, reference.replaceAll('-', ''))).revision, 2);
  });

  it('asks for what is missing or is none', async () => {
    const { visitor } = await signUp(portal);
    for (const typed of ['', '26-0000123-36', '<b>']) {
      const refused = await claim(visitor, { reference: typed, code: typed });
      assert.equal(refused.status, 422);
      assert.match(text(refused.html), /onze chiffres\..*seize lettres et chiffres\./);
    }
  });

  it('takes nothing of another account, whatever the code', async () => {
    const { reference, code } = await reported();
    const { visitor: owner } = await signUp(portal);
    await claim(owner, { reference, code });
    await portal.app.db.pool.query('insert into guest_codes select id, $2 from submissions where reference = $1', [
      reference.replaceAll('-', ''),
      code.replaceAll('-', ''),
    ]);
    const { visitor } = await signUp(portal);
    assert.equal((await claim(visitor, { reference, code })).status, 422);
  });

  it('is the same done twice by one account, and once by two at the same time', async () => {
    const { reference, code, path, id } = await reported();
    const pair = { reference, code };
    const [{ visitor }, { visitor: other }] = [await signUp(portal), await signUp(portal)];
    const holder = await portal.app.db.pool.connect();
    await holder.query('begin');
    await holder.query('select from submissions where id = $1 for update', [id]);
    const posts = Promise.all([visitor.post(CLAIM, pair), other.post(CLAIM, pair)]);
    await untilWaiting(portal.app.db, 2);
    await holder.query('commit');
    holder.release();
    const statuses = (await posts).map(({ status }) => status);
    assert.deepEqual([...statuses].sort(), [303, 422]);
    const winner = statuses[0] === 303 ? visitor : other;
    const again = await winner.post(CLAIM, pair);
    assert.deepEqual([again.status, again.location], [303, path]);
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'claimed']);
  });
});

describe('the confirmed address of an account', () => {
  it('has Mon espace say how many were filed with it, and takes none', async () => {
    const { visitor, person } = await signUp(portal);
    const { id, reference, path, code } = await reported(portal, person.email.toUpperCase());
    const offer = /Nous avons trouvé 1 demande introduite avec votre adresse/;
    assert.doesNotMatch(text((await visitor.open('/fr/my-space')).html), offer);
    await confirmAddress(visitor, person);
    assert.match(text((await visitor.open('/fr/my-space')).html), offer);
    const { html } = await visitor.open(CLAIM);
    assert.match(text(html), new RegExp(`référence ${reference}, introduite le`));
    assert.ok(!html.includes(code));
    assert.equal((await visitor.open(path)).status, 404);
    assert.deepEqual(await eventsOf(portal, id), ['filed']);
    await claim(visitor, { reference, code });
    assert.doesNotMatch(text((await visitor.open('/fr/my-space')).html), offer);
  });
});

describe('an account that took in another one', () => {
  it('is told of what was filed with the address of that one, and takes it by its code', async () => {
    const both = await twoAccounts(portal);
    const { reference, path, code } = await reported(portal, both.other.person.email);
    const { visitor } = both.kept;
    const offer = /Nous avons trouvé 1 demande introduite avec votre adresse/;
    assert.doesNotMatch(text((await visitor.open('/fr/my-space')).html), offer);
    const { merge } = await provedMerge(portal, both);
    for (let colleague = 0; colleague < 2; colleague += 1) {
      assert.equal((await judge((await signInColleague(portal, 'helpdesk')).visitor, merge)).status, 303);
    }
    assert.match(text((await visitor.open('/fr/my-space')).html), offer);
    const { html } = await visitor.open(CLAIM);
    assert.match(text(html), new RegExp(`référence ${reference}, introduite le`));
    assert.equal((await visitor.open(path)).status, 404);
    assert.equal((await claim(visitor, { reference, code })).location, path);
    assert.doesNotMatch(text((await visitor.open('/fr/my-space')).html), offer);
  });
});

describe('the bound of wrong pairs', () => {
  it('stops one account, then a network, and right pairs take nothing of it', async () => {
    const environment = { WRONG_CLAIMS_PER_HOUR: '2', UNKNOWN_CODES_PER_HOUR: '3' };
    const strict = await startPortal({ environment });
    const { visitor } = await signUp(strict);
    for (let time = 0; time < 3; time += 1) assert.equal((await claim(visitor, await reported(strict))).status, 303);
    const { reference, code } = await reported(strict);
    const wrong = { reference, code: 'ZZZZ-ZZZZ-ZZZZ-ZZZZ' };
    for (let time = 0; time < 2; time += 1) assert.equal((await claim(visitor, wrong)).status, 422);
    const stopped = await claim(visitor, { reference, code });
    assert.equal(stopped.status, 429);
    assert.match(text(stopped.html), /Trop d’essais/);
    const { visitor: other } = await signUp(strict);
    assert.equal((await claim(other, wrong)).status, 422);
    assert.equal((await claim(other, wrong)).status, 429);
  });
});
