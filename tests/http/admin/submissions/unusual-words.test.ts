import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formatReference } from '../../../../src/domain/numbers/reference.ts';
import { pdfTextAt } from '../../../support/files/pdf-text.ts';
import { rowsOfSheet } from '../../../support/files/zipped.ts';
import { confirmAddress, lucie, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { createProfile, newNumber } from '../../../support/profiles.ts';
import { signInColleague } from '../../../support/staff.ts';
import { hurryNews } from '../../../support/submissions/handling.ts';
import { insertSubmission } from '../../../support/submissions/submitted.ts';
import type { Visitor } from '../../../support/visitor.ts';

/** As long as the name of an organisation may be, and with no place where a line could end. */
const NAME = `=${'Maatschappij'.repeat(26)}Einde12`;
const PERSON = { firstName: 'ليلى 🎉', lastName: 'بن علي' };
const EVENT = 'حفلة الشارع 🎉 公園';
/** 20,000 characters, which begin with a formula and end with a mark. */
const ANSWER = `${'=1+1 <b>&amp; '.padEnd(19_990, 'trottoir et chaussée ')}Fin-ici-ok`;

let portal: TestPortal;
let citizen: Visitor;
let agent: Visitor;
let email: string;
let reference: string;
before(async () => {
  portal = await startPortal();
  const { visitor, person } = await signUp(portal, lucie(PERSON));
  await confirmAddress(visitor, person);
  const enterpriseNumber = newNumber();
  await createProfile(visitor, enterpriseNumber);
  await portal.app.db.pool.query('update organisations set name = $2 where enterprise_number = $1', [
    enterpriseNumber,
    NAME,
  ]);
  const answers = { eventName: EVENT, perimeter: ANSWER };
  ({ email } = person);
  const filed = await insertSubmission(portal.app.db, { email, enterpriseNumber, answers, status: 'in-progress' });
  reference = formatReference(filed.reference);
  citizen = visitor;
  ({ visitor: agent } = await signInColleague(portal));
});

async function bytesAt(path: string): Promise<Buffer> {
  const headers = { cookie: `staff-session=${agent.cookie('staff-session')}` };
  const answer = await fetch(new URL(path, portal.origin), { headers });
  assert.equal(answer.status, 200, path);
  return Buffer.from(await answer.arrayBuffer());
}

describe('a name of 320 characters, one from right to left, emoji and an answer of 20,000 characters are whole', () => {
  it('in the list of the agents, and are found there', async () => {
    assert.equal([...NAME].length, 320);
    const list = await agent.open('/fr/admin/submissions');
    assert.ok(text(list.html).includes(NAME));
    for (const words of ['بن علي', 'الشارع', 'Maatschappij', 'trottoir chaussée']) {
      const found = await agent.open(`/fr/admin/submissions?q=${encodeURIComponent(words)}`);
      assert.ok(found.html.includes(reference), words);
    }
  });

  it('on the page, for the agent and for the citizen', async () => {
    for (const { html } of [
      await agent.open(`/fr/admin/submissions/${reference}`),
      await citizen.open(`/nl/submissions/${reference}`),
    ]) {
      for (const words of [NAME, PERSON.firstName, PERSON.lastName, EVENT]) {
        assert.ok(text(html).includes(words), words);
      }
      assert.ok(html.includes('=1+1 &lt;b&gt;&amp;amp; trottoir'));
      assert.ok(html.includes('Fin-ici-ok'));
    }
  });

  it('in the receipt, where a sign that no font has leaves a mark in its place', async () => {
    const receipt = (await pdfTextAt(agent, `/fr/admin/submissions/${reference}/receipt.pdf`)).replaceAll('\n', '');
    assert.ok(receipt.includes(NAME));
    assert.ok(receipt.includes('Fin-ici-ok'));
    assert.equal(receipt.match(/trottoir/g)?.length, ANSWER.match(/trottoir/g)?.length);
    for (const words of [PERSON.firstName, PERSON.lastName, 'حفلة الشارع 🎉 □□']) {
      assert.ok(receipt.includes(words), words);
    }
  });

  it('in both spreadsheets, as text', async () => {
    const query = '?procedure=event-permit';
    const [, row = []] = await rowsOfSheet(await bytesAt(`/fr/admin/submissions/export.xlsx${query}`));
    assert.ok(row.includes(ANSWER) && row.includes(EVENT));
    const csv = (await bytesAt(`/fr/admin/submissions/export.csv${query}`)).toString();
    assert.ok(csv.includes(`'${ANSWER}`) && csv.includes(EVENT));
  });

  it('in the letter that is issued, and the mail leaves', async () => {
    await agent.open(`/fr/admin/submissions/${reference}/decision`);
    assert.equal((await agent.choose('Accepter').press('Enregistrer la décision')).status, 303);
    await agent.open(`/fr/admin/submissions/${reference}/documents`);
    assert.equal((await agent.choose('La lettre du portail').press('Délivrer le document')).status, 303);
    const { html } = await citizen.open(`/fr/submissions/${reference}`);
    const letter = /href="([^"]*\/issued\/[^"]+)"/.exec(html)?.[1] ?? '';
    const words = (await pdfTextAt(citizen, letter)).replaceAll('\n', '');
    assert.ok(words.includes(NAME) && words.includes('Fin-ici-ok'));
    await hurryNews(portal);
    assert.ok((await portal.mailTo(email, /du nouveau/)).text.includes(reference));
  });
});
