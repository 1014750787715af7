import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { chooseAtFas } from '../../../support/fas/at-fas.ts';
import { readyBirthCertificate } from '../../../support/fas/birth-certificate.ts';
import { CARD, CONFIRM, forgetPeople, identifyAs, setOut, startPortalWithFas } from '../../../support/fas/identify.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { confirmedCitizen, fileDraft, fileEventPermit, filingForm } from '../../../support/submissions/filing.ts';
import type { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortalWithFas();
});

/** Presses « M’identifier » on the check page, goes through FAS and comes back. */
async function identifyFor(visitor: Visitor, draft: string, button = CARD): Promise<void> {
  await visitor.open(`${draft}/check`);
  const [, href = ''] = /<a class="govuk-button" href="([^"]+)"/.exec(visitor.page.html) ?? [];
  await visitor.open(href.replaceAll('&amp;', '&'));
  const back = await chooseAtFas(await setOut(visitor), button);
  await visitor.open(`${back.pathname}${back.search}`);
  await visitor.follow();
}
async function ready(): Promise<{ visitor: Visitor; draft: string; password: string }> {
  await forgetPeople(portal);
  const { visitor, person } = await confirmedCitizen(portal);
  return { visitor, draft: await readyBirthCertificate(visitor), password: person.password };
}
const row = async (path: string) => {
  const reference = path.replace(/^.*\/|-/g, '');
  const { rows } = await portal.app.db.pool.query('select * from submissions where reference = $1', [reference]);
  return rows[0];
};
/** Sends what the button of the check page would send, where the page shows none. */
async function fileAnyway(visitor: Visitor, draft: string, form: { name: string; value: string }[]) {
  return visitor.post(`${draft}/check`, form);
}

describe('a démarche that the law ties to the identity card', () => {
  it('leads from its check page to FAS and back, and is filed under the official names', async () => {
    const { visitor, draft } = await ready();
    await visitor.open(`${draft}/check`);
    assert.match(text(visitor.page.html), /La loi demande de vous identifier/);
    assert.doesNotMatch(visitor.page.html, /name="formToken"/);
    await identifyFor(visitor, draft);
    await visitor.press(CONFIRM);
    await visitor.follow();
    assert.equal(visitor.page.url, `${draft}/check`);
    assert.match(text(visitor.page.html), /Votre identification est faite : Lucie Marie Lambert, carte d’identité/);
    const { location } = await fileDraft(visitor, draft);
    assert.match(location ?? '', /^\/fr\/submissions\//);
    const filed = await row(location ?? '');
    assert.deepEqual(
      [filed.first_name, filed.last_name, filed.identified_level, filed.identified_means],
      ['Lucie Marie', 'Lambert', 3, 'eid'],
    );
    assert.ok(filed.identified_at instanceof Date);
  });

  it('keeps the number of the card sealed, and shows it masked', async () => {
    const { visitor, draft } = await ready();
    await identifyFor(visitor, draft);
    await visitor.press(CONFIRM);
    const { location } = await fileDraft(visitor, draft);
    const filed = await row(location ?? '');
    assert.deepEqual(Object.keys(filed.answers.nationalNumber), ['sealed']);
    assert.doesNotMatch(JSON.stringify(filed), /85073099734/);
    await visitor.open(location ?? '');
    assert.match(text(visitor.page.html), /registre national 85\.07\.30-\*\*\*\.\*\*/);
    assert.match(text(visitor.page.html), /Identifié avec carte d’identité \(eID\)/);
    assert.doesNotMatch(visitor.page.html, /85\.?07\.?30-?997/);
  });

  it('is not filed by who did not identify themselves, and the draft stays', async () => {
    const { visitor, draft } = await ready();
    const other = await ready();
    await identifyFor(other.visitor, other.draft);
    await other.visitor.press(CONFIRM);
    const form = await filingForm(other.visitor, other.draft);
    const answer = await fileAnyway(visitor, draft, form);
    assert.notEqual(answer.status, 303);
    assert.equal((await visitor.open(`${draft}/check`)).status, 200);
  });

  it('is not filed once a quarter of an hour has passed, and says what to do', async () => {
    const { visitor, draft } = await ready();
    await identifyFor(visitor, draft);
    await visitor.press(CONFIRM);
    const form = await filingForm(visitor, draft);
    portal.clock.advance(16 * 60);
    try {
      const answer = await fileAnyway(visitor, draft, form);
      assert.equal(answer.status, 422);
      assert.match(text(answer.html), /Identifiez-vous, puis introduisez la demande ici/);
    } finally {
      portal.clock.advance(-16 * 60);
    }
    assert.match((await fileAnyway(visitor, draft, form)).location ?? '', /^\/fr\/submissions\//);
  });

  it('is not filed once the identity was untied', async () => {
    const { visitor, draft, password } = await ready();
    await identifyFor(visitor, draft);
    await visitor.press(CONFIRM);
    const form = await filingForm(visitor, draft);
    await visitor.open('/fr/account/identity');
    visitor.fill('Mot de passe actuel', password);
    await visitor.press('Délier mon identité');
    assert.equal((await fileAnyway(visitor, draft, form)).status, 422);
  });

  it('is refused with the card of somebody else', async () => {
    const { visitor, draft } = await ready();
    await identifyFor(visitor, draft);
    await visitor.press(CONFIRM);
    await visitor.open(`/fr/identification?next=${draft}/check`);
    const back = await chooseAtFas(await setOut(visitor), 'Jan Peeters, eID');
    await visitor.open(`${back.pathname}${back.search}`);
    await visitor.follow();
    assert.match(text(visitor.page.html), /celle d’une autre personne/);
    const { location } = await fileDraft(visitor, draft);
    assert.equal((await row(location ?? '')).first_name, 'Lucie Marie');
  });

  it('cancelled, leads back to the same draft, whose code the desk takes', async () => {
    const { visitor, draft } = await ready();
    await identifyFor(visitor, draft, 'Cancel');
    assert.equal(visitor.page.url, `${draft}/check`);
    assert.match(text(visitor.page.html), /a été annulée/);
    assert.match(text(visitor.page.html), /donnez ce code/);
    const [, code = ''] = /desk-code">([^<]+)</.exec(visitor.page.html) ?? [];
    await visitor.open(`/fr/identification?next=${draft}/check&refused=too-low`);
    assert.match(text(visitor.page.html), new RegExp(`Ce moyen ne suffit pas.*donnez ce code.*${code}`));
    await identifyFor(visitor, draft);
    await visitor.press(CONFIRM);
    await visitor.follow();
    assert.doesNotMatch(text(visitor.page.html), /a été annulée/);
  });

  it('is corrected by who is identified again, and keeps what was typed until then', async () => {
    const { visitor, draft } = await ready();
    await identifyFor(visitor, draft);
    await visitor.press(CONFIRM);
    const { location: path = '' } = await fileDraft(visitor, draft);
    const page = `${path}/correction`;
    assert.match((await visitor.open(page)).html, /name="copies"/);
    portal.clock.advance(16 * 60);
    try {
      visitor.type('copies', '2');
      const late = await visitor.press('Envoyer la correction');
      assert.equal(late.status, 422);
      assert.match(text(late.html), /La loi demande de vous identifier.*Ce que vous avez saisi reste dans cette page/);
      assert.match(late.html, /name="copies"[^>]*value="2"|value="2"[^>]*name="copies"/);
      assert.equal((await row(path ?? '')).answers.copies, 1);
      assert.doesNotMatch((await visitor.open(page)).html, /name="copies"/);
    } finally {
      portal.clock.advance(-16 * 60);
    }
    await identifyAs(visitor, CARD, { next: page });
    assert.equal(visitor.page.url, page);
    visitor.type('copies', '2');
    assert.equal((await visitor.press('Envoyer la correction')).status, 303);
    const { answers } = await row(path ?? '');
    assert.equal(answers.copies, 2);
    assert.ok(!JSON.stringify(answers).includes('85073'), 'the national number stays sealed');
  });

  it('is filed under one name by a person whose card has no first name', async () => {
    const { visitor, draft } = await ready();
    await identifyFor(visitor, draft, 'Suryani, eID');
    await visitor.press(CONFIRM);
    const { location } = await fileDraft(visitor, draft);
    await visitor.open(location ?? '');
    assert.match(text(visitor.page.html), /Au nom de Suryani/);
  });

  it('says where to finish where the portal knows no FAS', async () => {
    const without = await startPortal();
    const { visitor } = await confirmedCitizen(without);
    await visitor.open(`${await readyBirthCertificate(visitor)}/check`);
    assert.match(text(visitor.page.html), /pas possible en ligne pour le moment/);
    assert.doesNotMatch(visitor.page.html, /\/identification\?/);
  });
});

describe('a démarche that does not ask for the card', () => {
  it('is filed under the names of the account, also by who has identified themselves', async () => {
    const { visitor } = await ready();
    await visitor.open('/fr/identification?next=/fr/my-space');
    const back = await chooseAtFas(await setOut(visitor), CARD);
    await visitor.open(`${back.pathname}${back.search}`);
    await visitor.follow();
    await visitor.press(CONFIRM);
    const filed = await row(await fileEventPermit(visitor));
    assert.deepEqual([filed.first_name, filed.identified_level], ['Lucie', null]);
  });
});
