import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { localDateOf } from '../../../../../src/domain/local-date.ts';
import { daysAfter, workingDaysAfter } from '../../../../../src/domain/working-days.ts';
import { text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { signInColleague } from '../../../../support/staff.ts';
import { eventsOf, filedRequest, hurryNews, rowOf } from '../../../../support/submissions/handling.ts';
import type { Visitor } from '../../../../support/visitor.ts';

let portal: TestPortal;
let nadia: Visitor;
before(async () => {
  portal = await startPortal();
  ({ visitor: nadia } = await signInColleague(portal));
});

const SAVE = 'Enregistrer le paiement';
const today = () => localDateOf(portal.clock.now());
/** Five working days after the payment an answer is due. */
const unpaid = (feeCents: number | null = 6_050) =>
  filedRequest(portal, { slug: 'parking-reservation', status: 'awaiting-payment', feeCents });
const dayOf = (date: Date | null) => (date === null ? null : localDateOf(date));
const receive = async (path: string, amount: string, on = today()) => {
  const [year = '', month = '', day = ''] = on.split('-');
  await nadia.open(`/fr/admin${path}/payment`);
  nadia.fill('Jour', day).fill('Mois', month).fill('Année', year);
  return nadia.fill('Montant reçu, en euros', amount).press(SAVE);
};

describe('noting a payment', () => {
  it('lets the request wait for the commune, and its delay begin on the day of the payment', async () => {
    const { lucie, person, id, reference, path } = await unpaid();
    assert.match(text((await lucie.open(`/fr${path}`)).html), /Communication structurée/);
    const answer = await receive(path, '60,50', daysAfter(today(), -2));
    assert.deepEqual([answer.status, answer.location], [303, `/fr/admin${path}`]);
    const { status, due_on: dueOn } = await rowOf(portal, reference);
    assert.deepEqual([status, dayOf(dueOn)], ['submitted', workingDaysAfter(daysAfter(today(), -2), 5)]);
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'opened', 'payment-received']);
    const page = text((await lucie.open(`/fr${path}`)).html);
    assert.match(page, /Paiement reçu : 60,50/);
    assert.ok(!page.includes('Communication structurée'));
    await hurryNews(portal);
    assert.match((await portal.mailTo(person.email, /du nouveau/)).text, /va la traiter/);
  });

  it('proposes today and what is due, and offers nothing more once all is paid', async () => {
    const { reference, path } = await unpaid();
    await nadia.open(`/fr/admin${path}/payment`);
    assert.match(nadia.page.html, /value="60,5"/);
    assert.equal((await nadia.press(SAVE)).status, 303);
    assert.ok(!(await nadia.follow()).html.includes(`${path}/payment"`));
    assert.match(text((await nadia.open(`/fr/admin${path}/payment`)).html), /la demande ne le permet pas/);
    const again = { receivedOn: today(), amount: '60,50', version: '2' };
    assert.equal((await nadia.post(`/fr/admin${path}/payment`, again)).status, 409);
    assert.equal((await rowOf(portal, reference)).revision, 2);
  });

  it('of a part leaves the rest to be paid, and the citizen sees how much', async () => {
    const { lucie, reference, path } = await unpaid();
    assert.equal((await receive(path, '50')).status, 303);
    assert.deepEqual(
      [(await rowOf(portal, reference)).status, (await rowOf(portal, reference)).due_on],
      ['awaiting-payment', null],
    );
    assert.match(text((await lucie.open(`/fr${path}`)).html), /Montant\s+10,50/);
    assert.match(text((await nadia.open(`/fr/admin${path}/payment`)).html), /Encore dû : 10,50/);
    assert.equal((await receive(path, '10,50')).status, 303);
    assert.equal((await rowOf(portal, reference)).status, 'submitted');
  });

  it('of what somebody takes already keeps it in progress', async () => {
    const { lucie, reference, path } = await unpaid();
    await nadia.open(`/fr/admin${path}`);
    await nadia.press('Je m’en charge');
    assert.match(text((await lucie.open(`/fr${path}`)).html), /Communication structurée/);
    assert.equal((await receive(path, '60,50')).status, 303);
    const { status, due_on: dueOn } = await rowOf(portal, reference);
    assert.deepEqual([status, dayOf(dueOn)], ['in-progress', workingDaysAfter(today(), 5)]);
  });

  it('that the department tells itself is noted once and for all amounts', async () => {
    const { path } = await unpaid(null);
    assert.equal((await receive(path, '12')).status, 303);
  });

  it('refuses a day to come, a day that is none, and an amount that is none', async () => {
    const { reference, path } = await unpaid();
    for (const [on, amount, told] of [
      [daysAfter(today(), 1), '60,50', /Ce jour n’est pas encore passé/],
      ['2026-02-31', '60,50', /Saisissez une date qui existe/],
      [today(), '0', /Saisissez un montant/],
      [today(), '-5', /Saisissez un montant/],
      [today(), '12,345', /Saisissez un montant/],
      [today(), 'beaucoup', /Saisissez un montant/],
    ] as const) {
      const answer = await receive(path, amount, on);
      assert.equal(answer.status, 422, `${on} ${amount}`);
      assert.match(text(answer.html), told);
    }
    assert.equal((await rowOf(portal, reference)).revision, 1);
  });

  it('is not offered where the démarche is free, nor once it is over', async () => {
    for (const wanted of [{ feeCents: 0 }, { feeCents: 500, status: 'withdrawn' }] as const) {
      const { path } = await filedRequest(portal, wanted);
      await nadia.open(`/fr/admin${path}`);
      assert.ok(!nadia.page.html.includes(`${path}/payment"`));
      const posted = { receivedOn: today(), amount: '5', version: '1' };
      assert.equal((await nadia.post(`/fr/admin${path}/payment`, posted)).status, 409);
    }
  });
});
