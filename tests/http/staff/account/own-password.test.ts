import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { summarised } from '../../../support/forms.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { addColleague, signInAs, signInColleague } from '../../../support/staff.ts';
import { auditOf } from '../../../support/staff-account/audit-of.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const PATH = '/fr/admin/account/password';
const NEW_PASSWORD = 'quatre lampes bleues marchent vite';

async function change(
  visitor: Visitor,
  from: string,
  [to, again]: readonly [string, string] = [NEW_PASSWORD, NEW_PASSWORD],
) {
  await visitor.open(PATH);
  visitor.fill('Mot de passe actuel', from).fill('Mot de passe', to).fill('Vérification', again);
  return visitor.press('Enregistrer');
}

describe('a member of the staff who changes their password', () => {
  it('gives the present one, stays signed in under a new session id, ends all other sessions and is told by mail', async () => {
    const nadia = await addColleague(portal);
    const elsewhere = await signInAs(portal, nadia);
    portal.clock.advance(30);
    const visitor = await signInAs(portal, nadia);
    const before = visitor.cookie('staff-session');
    const remembered = visitor.cookie('known-staff-browser');
    assert.equal((await change(visitor, 'pas le bon du tout')).status, 422);
    assert.equal((await change(visitor, nadia.password)).location, '/fr/admin/account');
    assert.match((await visitor.follow()).html, /Votre mot de passe a changé/);
    assert.notEqual(visitor.cookie('staff-session'), before);
    assert.notEqual(visitor.cookie('known-staff-browser'), remembered);
    assert.equal((await elsewhere.open('/fr/admin')).status, 303);
    const stolen = new Visitor(portal);
    stolen.setCookie('staff-session', before ?? '');
    assert.equal((await stolen.open('/fr/admin')).status, 303);
    const { text } = await portal.mailTo(nadia.email, /votre mot de passe a changé/);
    assert.match(text, /Ce n’était pas vous/);
    assert.match(text, /\/fr\/admin\/account\n/);
    portal.clock.advance(30);
    assert.equal((await signInAs(portal, nadia)).page.status, 422);
    portal.clock.advance(30);
    assert.equal((await signInAs(portal, { ...nadia, password: NEW_PASSWORD })).page.status, 303);
    assert.ok((await auditOf(portal, nadia)).includes('staff-password-changed'));
  });

  it('is refused one that is short, easy, their own name, or typed in two ways, and no password stands in the page', async () => {
    const { visitor, colleague } = await signInColleague(portal);
    for (const [to, again] of [
      ['quatorze signes', 'quatorze signes'.slice(1)],
      ['quatre lampes', 'quatre lampes'],
      ['azertyuiop123456', 'azertyuiop123456'],
      ['NadiaBenali2026', 'NadiaBenali2026'],
      ['', ''],
    ] as const) {
      const page = await change(visitor, colleague.password, [to, again]);
      assert.equal(page.status, 422, to);
      for (const typed of [colleague.password, to, again]) assert.ok(typed === '' || !page.html.includes(typed));
    }
  });

  it('reads all that is wrong at once, in the order of the page', async () => {
    const { visitor } = await signInColleague(portal);
    for (const [to, again, fields, words] of [
      ['lampe girafe 9', 'autre', ['currentPassword', 'password'], /au moins 15 caractères/],
      ['nadia benali nadia benali', '', ['currentPassword', 'password'], /ressemble à votre nom/],
      [NEW_PASSWORD, 'autre', ['currentPassword', 'passwordConfirmation'], /ne sont pas les mêmes/],
    ] as const) {
      const { html } = await change(visitor, '', [to, again]);
      assert.deepEqual(summarised(html), fields, to);
      assert.match(text(html), words);
    }
  });

  it('changes it once when the form is sent twice at the same time', async () => {
    const { visitor, colleague } = await signInColleague(portal);
    const fields = { currentPassword: colleague.password, password: NEW_PASSWORD, passwordConfirmation: NEW_PASSWORD };
    const cookie = `staff-session=${visitor.cookie('staff-session')}`;
    const send = () =>
      fetch(`${portal.origin}${PATH}`, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { cookie, 'sec-fetch-site': 'same-origin' },
        redirect: 'manual',
      });
    const statuses = (await Promise.all([send(), send(), send()])).map(({ status }) => status);
    assert.equal(statuses.filter((status) => status === 303).length >= 1, true, statuses.join());
    const changes = (await auditOf(portal, colleague)).filter((name) => name === 'staff-password-changed');
    assert.equal(changes.length, 1);
  });

  it('is signed in, and sends the form from this site', async () => {
    const nobody = new Visitor(portal);
    assert.match((await nobody.open(PATH)).location ?? '', /^\/fr\/admin\/sign-in\?next=/);
    assert.equal((await nobody.post(PATH, {})).status, 401);
    const { visitor, colleague } = await signInColleague(portal);
    await visitor.open(PATH);
    visitor.fill('Mot de passe actuel', colleague.password).fill('Mot de passe', NEW_PASSWORD);
    visitor.fill('Vérification', NEW_PASSWORD);
    const refused = await visitor.press('Enregistrer', FROM_ANOTHER_SITE);
    assert.equal(refused.status, 403);
    // Somebody of the staff reads a page of the staff, whatever went wrong.
    assert.ok(refused.html.includes('banner--staff') && !refused.html.includes('banner__space'));
    const odd = await visitor.post(PATH, {}, { 'content-type': 'application/x-www-form-urlencoded; charset=utf-7' });
    assert.equal(odd.status, 415);
    assert.ok(odd.html.includes('banner--staff') && !odd.html.includes('profiles-bar'));
  });
});
