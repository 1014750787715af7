import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { sql } from '../../../../src/platform/database.ts';
import { askMerge, linkToProve, MERGE, provedMerge, twoAccounts } from '../../../support/acts/merges.ts';
import { lucie, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const mergesOf = (keptId: string) =>
  portal.app.db.many(
    z.strictObject({ email: z.string() }),
    sql`select email from account_merges where kept_id = ${keptId}`,
  );
const mailsTo = (email: string) =>
  portal.app.db.many(
    z.strictObject({ kind: z.string() }),
    sql`select kind from mail_deliveries where email = ${email} and kind like 'merge%'`,
  );

describe('asking to bring two accounts together', () => {
  it('answers the same for an address with an account and one without, and writes to the former only', async () => {
    const { kept, other } = await twoAccounts(portal);
    const nobody = lucie().email;
    const answers: (number | string)[] = [];
    for (const email of [other.person.email, nobody]) {
      answers.push((await askMerge(kept.visitor, email)).status);
      const page = await kept.visitor.follow();
      answers.push(text(page.html).replaceAll(email, '').replaceAll(/\d/g, ''));
      await untilNoJobs(portal);
    }
    assert.deepEqual(answers.slice(0, 2), answers.slice(2));
    assert.match((await kept.visitor.open(MERGE)).html, /data-email-slip/);
    assert.deepEqual(await mailsTo(other.person.email), [{ kind: 'merge-link' }]);
    assert.deepEqual(await mailsTo(nobody), []);
    assert.deepEqual(await mailsTo(kept.person.email), []);
  });

  it('is done once when its button is pressed three times, and the next request replaces it', async () => {
    const { kept, other } = await twoAccounts(portal);
    const fields = { email: other.person.email, form: randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => kept.visitor.post(MERGE, fields)));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [303, 303, 303],
    );
    await untilNoJobs(portal);
    assert.equal((await mailsTo(other.person.email)).length, 1);
    const email = lucie().email;
    await askMerge(kept.visitor, email);
    assert.deepEqual(await mergesOf(kept.id), [{ email }]);
  });

  it('is refused for one’s own address, a wrong one, and while one’s own is not confirmed; what was typed stays', async () => {
    const { kept } = await twoAccounts(portal);
    const own = await askMerge(kept.visitor, kept.person.email.toUpperCase());
    assert.equal(own.status, 422);
    assert.match(text(own.html), /C’est l’adresse de ce compte/);
    const wrong = await askMerge(kept.visitor, 'lucie');
    assert.equal(wrong.status, 422);
    assert.match(wrong.html, /value="lucie"/);
    assert.deepEqual(await mergesOf(kept.id), []);
    const { visitor } = await signUp(portal);
    assert.match(text((await visitor.open(MERGE)).html), /Confirmez d’abord l’adresse/);
    assert.equal((await visitor.post(MERGE, { email: kept.person.email })).status, 422);
    await untilNoJobs(portal);
    assert.deepEqual(await mailsTo(kept.person.email), []);
  });

  it('writes to one address three times a day at most', async () => {
    const { other } = await twoAccounts(portal);
    for (const kept of [await twoAccounts(portal), await twoAccounts(portal)].flatMap(({ kept: one, other: two }) => [
      one,
      two,
    ])) {
      assert.equal((await askMerge(kept.visitor, other.person.email)).status, 303);
    }
    await untilNoJobs(portal);
    const sent = await portal.app.db.many(
      z.strictObject({ state: z.string() }),
      sql`select state from mail_deliveries where email = ${other.person.email} and kind = 'merge-link' order by state`,
    );
    assert.deepEqual(
      sent.map(({ state }) => state),
      ['dropped', 'handed-over', 'handed-over', 'handed-over'],
    );
  });
});

describe('stopping it', () => {
  it('is done from either account, tells both, and kills a link that waits', async () => {
    const before = await twoAccounts(portal);
    const link = await linkToProve(portal, before);
    await before.kept.visitor.open(MERGE);
    assert.equal((await before.kept.visitor.press('Annuler la réunion des comptes')).status, 303);
    assert.equal((await before.kept.visitor.open(link)).status, 410);
    const { kept, other } = await provedMerge(portal);
    assert.match(text((await other.visitor.open(MERGE)).html), /Ce compte va être réuni à un autre/);
    assert.ok(!other.visitor.page.html.includes(kept.person.email));
    assert.equal((await other.visitor.press('Annuler la réunion des comptes')).status, 303);
    assert.deepEqual(await mergesOf(kept.id), []);
    for (const { email } of [kept.person, other.person]) {
      await untilNoJobs(portal);
      assert.deepEqual((await mailsTo(email)).filter(({ kind }) => kind === 'merge-news').length, 2);
    }
  });

  it('is refused to a third account, and told when nothing waits any more', async () => {
    const { kept, merge } = await provedMerge(portal);
    const { kept: third } = await twoAccounts(portal);
    assert.equal((await third.visitor.post(MERGE, { cancel: merge })).status, 422);
    assert.equal((await mergesOf(kept.id)).length, 1);
    const answers = await Promise.all([1, 2].map(() => kept.visitor.post(MERGE, { cancel: merge })));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422]);
    assert.match(text(answers.find(({ status }) => status === 422)?.html ?? ''), /Rien n’a été annulé/);
  });

  it('must come first when another merge is wanted', async () => {
    const { kept } = await provedMerge(portal);
    const page = await kept.visitor.open(MERGE);
    assert.ok(!page.html.includes('name="email"'));
    const again = await kept.visitor.post(MERGE, { email: lucie().email });
    assert.equal(again.status, 422);
    assert.match(text(again.html), /Annulez-la d’abord/);
  });
});
