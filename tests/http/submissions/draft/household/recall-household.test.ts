import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { answerStep } from '../../../../support/drafts/drafts.ts';
import { fileWithCard } from '../../../../support/fas/file-with-card.ts';
import { startPortalWithFas } from '../../../../support/fas/identify.ts';
import { text } from '../../../../support/journeys.ts';
import type { TestPortal } from '../../../../support/portal.ts';
import { statementsDuring } from '../../../../support/statements.ts';
import { changeBeforePeople, readyChangeOfAddress } from '../../../../support/submissions/change-of-address.ts';
import { confirmedCitizen } from '../../../../support/submissions/filing.ts';
import type { Visitor } from '../../../../support/visitor.ts';

const TAKE_OVER = /Reprendre les personnes de votre demande du \d+ \p{L}+ \d{4}/u;

let portal: TestPortal;
let lucie: Visitor;
/** Lucie’s second change of address; nobody is saved in it before the last test. */
let draft: string;
before(async () => {
  portal = await startPortalWithFas();
  ({ visitor: lucie } = await confirmedCitizen(portal));
  await fileWithCard(lucie, await readyChangeOfAddress(portal, lucie));
  draft = await changeBeforePeople(portal, lucie);
});

const valuesOf = ({ page }: Visitor, field: string) => {
  const controls = page.html.matchAll(new RegExp(`<input[^>]*name="people\\.\\d+\\.${field}"[^>]*>`, 'g'));
  return [...controls].map(([control]) => /value="([^"]*)"/.exec(control)?.[1] ?? '');
};

/** Presses the button that takes the people over. */
async function takeOver(visitor: Visitor): Promise<void> {
  const [words] = TAKE_OVER.exec(text(visitor.page.html)) ?? assert.fail('nobody is proposed');
  assert.equal((await visitor.press(words)).status, 200);
}

describe('the people of one’s household', () => {
  it('are offered in four languages, and nothing is written by who only looks', async () => {
    for (const [language, said] of [
      ['nl', /De personen van uw aanvraag van \d+ \p{L}+ \d{4} overnemen/u],
      ['en', /Take over the people of your request of \d+ \p{L}+ \d{4}/u],
      ['de', /Die Personen Ihres Antrags vom \d+\. \p{L}+ \d{4} übernehmen/u],
    ] as const) {
      assert.match(text((await lucie.open(`${draft.replace('/fr/', `/${language}/`)}/people`)).html), said);
    }
    await lucie.open(`${draft}/people`);
    await takeOver(lucie);
    await lucie.open(`${draft}/people`);
    assert.deepEqual(valuesOf(lucie, 'name'), []);
  });

  it('join those that were typed meanwhile', async () => {
    const { html } = await lucie.open(`${draft}/people`);
    const [, revision = ''] = /name="revision" value="(\d+)"/.exec(html) ?? [];
    await lucie.post(`${draft}/people`, { revision, household: 'people', 'people.0.name': 'Nour' });
    assert.deepEqual(valuesOf(lucie, 'name'), ['Nour', 'Tom']);
  });

  it('are nobody else’s, and cost no statement on another step', async () => {
    const { visitor: jan } = await confirmedCitizen(portal);
    const own = await changeBeforePeople(portal, jan);
    await jan.open(`${own}/people`);
    assert.doesNotMatch(text(jan.page.html), TAKE_OVER);
    await answerStep(jan, `${own}/people`, { household: 'people' });
    assert.deepEqual([jan.page.status, valuesOf(jan, 'name')], [200, []]);
    const asked = async (step: string) =>
      (await statementsDuring(portal.app.db, () => jan.open(`${own}/${step}`))).length;
    assert.equal((await asked('people')) - (await asked('addresses')), 1);
  });

  it('come from the request before by one button, each number to be typed again, and are filed once it is', async () => {
    await lucie.open(`${draft}/people`);
    assert.deepEqual(valuesOf(lucie, 'name'), [], 'nobody stands there before it is pressed');
    await takeOver(lucie);
    assert.deepEqual(valuesOf(lucie, 'name'), ['Tom']);
    assert.deepEqual(valuesOf(lucie, 'relation'), ['fils']);
    assert.deepEqual(valuesOf(lucie, 'number'), ['']);
    assert.doesNotMatch(lucie.page.html, /01\.?03\.?15/);
    assert.doesNotMatch(text(lucie.page.html), TAKE_OVER);
    assert.equal((await lucie.press('Suivant')).status, 422);
    assert.match(lucie.page.html, /href="#people\.0\.number"/);
    lucie.type('people.0.number', '01.03.15-002.07');
    assert.equal((await lucie.press('Suivant')).location, `${draft}/housing`);
    await lucie.open(`${draft}/people`);
    assert.doesNotMatch(text(lucie.page.html), TAKE_OVER, 'somebody is there');
  });
});
