import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { LANGUAGES, type Language } from '../../../../src/domain/language.ts';
import { confirmedAccount } from '../../../support/acts/email-changes.ts';
import { accountOf } from '../../../support/acts/helpdesk-acts.ts';
import { provedMerge, refusalOf, refuse } from '../../../support/acts/merges.ts';
import { lucie, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { assertIsNotThere, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { signInColleague } from '../../../support/staff.ts';
import type { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let karim: Visitor;
before(async () => {
  portal = await startPortal();
  ({ visitor: karim } = await signInColleague(portal, 'helpdesk'));
});

const waits = async (merge: string): Promise<boolean> =>
  (await portal.app.db.pool.query('select from account_merges where id = $1', [merge])).rowCount === 1;

/** What the mail of a refusal says of why, by the language of the account. */
const SAID: Record<Language, RegExp> = {
  fr: /Motif.: Les noms des deux comptes sont trop différents\. Corrigez le nom de l’un d’eux, puis demandez à nouveau\./,
  nl: /Reden: De namen van de twee accounts verschillen te veel\./,
  en: /Reason: The names of the two accounts differ too much\./,
  de: /Grund: Die Namen der beiden Konten sind zu verschieden\./,
};

describe('the refusal of a merge', () => {
  it('is asked why, and says beside each reason what the person will read', async () => {
    const { merge, kept, other } = await provedMerge(portal);
    await karim.open('/fr/admin/citizens/merges');
    assert.ok(karim.page.html.includes(`href="${refusalOf(merge)}"`));
    const page = await karim.open(refusalOf(merge));
    assert.match(text(page.html), /La personne lira : « Vous nous avez dit que vous ne le souhaitez plus\. »/);
    assert.ok(page.html.includes(accountOf(kept.id)) && page.html.includes(accountOf(other.id)));
    for (const { email } of [kept.person, other.person]) assert.ok(!page.html.includes(email));
    const without = await karim.press('Refuser');
    assert.equal(without.status, 422);
    assert.match(text(without.html), /Choisissez pourquoi vous refusez/);
    assert.ok(await waits(merge));
  });

  it('tells its owner why at both addresses, each in its language', async () => {
    for (const language of LANGUAGES) {
      const { merge, kept, other } = await provedMerge(portal);
      await portal.app.db.pool.query('update citizens set language = $2 where id = $1', [other.id, language]);
      await karim.open(refusalOf(merge));
      await karim.choose('Les noms ne correspondent pas').press('Refuser');
      assert.equal(karim.page.status, 303);
      assert.match((await portal.mailTo(other.person.email, /[Hh]elpdesk/)).text, SAID[language]);
      assert.match((await portal.mailTo(kept.person.email, /helpdesk/)).text, SAID.fr);
      assert.ok(!(await waits(merge)));
      const history = text((await kept.visitor.open('/fr/account/history')).html);
      assert.match(history, /n’a pas réuni vos deux comptes.*trop différents/);
    }
  });

  it('is kept and audited with the words of who refused, which only colleagues read', async () => {
    const { merge, kept, other } = await provedMerge(portal);
    await karim.open(refusalOf(merge));
    const wordless = await karim.choose('Autre motif').press('Refuser');
    assert.equal(wordless.status, 422);
    assert.match(text(wordless.html), /Autre motif/);
    karim.choose('Autre motif').fill('Précisions sur le motif', 'Deux personnes du même ménage');
    assert.equal((await karim.press('Refuser')).status, 303);
    const { rows } = await portal.app.db.pool.query(
      "select details from audit_events where name = 'merge-judged' and details ->> 'citizenId' = $1",
      [kept.id],
    );
    const reason = { code: 'merge-other', words: 'Deux personnes du même ménage' };
    assert.deepEqual(rows, [{ details: { citizenId: kept.id, account: other.id, act: 'refused', reason } }]);
    const seen = text((await karim.open(accountOf(kept.id))).html);
    assert.match(seen, /Nous vous l’expliquons volontiers par téléphone ou au guichet – Deux personnes du même ménage/);
    assert.doesNotMatch(text((await kept.visitor.open('/fr/account/history')).html), /ménage/);
    assert.doesNotMatch((await portal.mailTo(kept.person.email, /helpdesk/)).text, /ménage/);
  });

  it('is not there for another role, once it was judged or cancelled, nor from another site', async () => {
    const { merge } = await provedMerge(portal);
    const { visitor: agent } = await signInColleague(portal, 'agent');
    await assertIsNotThere(agent, refusalOf(merge));
    await karim.open(refusalOf(merge));
    karim.choose('La personne ne le souhaite plus');
    assert.equal((await karim.press('Refuser', FROM_ANOTHER_SITE)).status, 403);
    assert.ok(await waits(merge));
    assert.equal((await refuse(karim, merge)).status, 303);
    for (const gone of [merge, randomUUID(), 'x']) await assertIsNotThere(karim, refusalOf(gone));
  });

  it('is not for a colleague whose name one of the accounts has', async () => {
    const own = await confirmedAccount(portal, lucie({ firstName: 'karim', lastName: 'HADDAD' }));
    const kept = await confirmedAccount(portal);
    const { merge } = await provedMerge(portal, { kept, other: own });
    const refused = await refuse(karim, merge);
    assert.equal(refused.status, 422);
    assert.match(text(refused.html), /porte votre nom/);
    assert.ok(await waits(merge));
  });
});
