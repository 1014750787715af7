import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { signUp, text } from '../../../support/journeys.ts';
import { follow, offers } from '../../../support/pages.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { addWaitingRequest, signInColleague } from '../../../support/staff.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('what waits for the commune', () => {
  it('is listed with all that tells requests apart, the longest waiting first', async () => {
    const own = await startPortal();
    const { visitor } = await signInColleague(own);
    assert.match(text((await visitor.open('/fr/admin')).html), /Aucune demande d’accès n’attend la commune/);
    await addWaitingRequest(own.app.db, { name: 'Brasserie Dubois', handedOverDaysAgo: 1 });
    const oldest = await addWaitingRequest(own.app.db, { name: 'Les Amis du Parc', handedOverDaysAgo: 40 });
    await addWaitingRequest(own.app.db, { name: 'Boulangerie <b>Colignon</b>', handedOverDaysAgo: 0 });
    const page = await visitor.open('/fr/admin');
    const said = text(page.html);
    assert.match(said, /Les Amis du Parc.*Brasserie Dubois.*Boulangerie &lt;b&gt;Colignon&lt;\/b&gt;/);
    assert.match(said, /Jan Peeters · Trésorier ou trésorière/);
    assert.match(
      page.html,
      /<strong class="govuk-tag govuk-tag--grey">Déclaré, pas encore vérifié par la commune<\/strong>/,
    );
    assert.match(said, /depuis 40 jours.*depuis 1 jour .*depuis aujourd’hui/);
    assert.match(said, new RegExp(`${oldest.enterpriseNumber.slice(0, 4)}\\.\\d{3}\\.\\d{3}`));
    assert.match(text((await visitor.open('/nl/admin')).html), /Te behandelen.*Sinds 40 dagen bij de gemeente/);
  });

  it('shows twenty at a time, the longest waiting first, and none twice', async () => {
    const own = await startPortal();
    const { visitor } = await signInColleague(own);
    for (let days = 45; days > 0; days -= 1) {
      await addWaitingRequest(own.app.db, { name: `Organisation ${days}.`, handedOverDaysAgo: days });
    }
    const namesIn = (html: string) => [...html.matchAll(/Organisation (\d+)\./g)].map(([, days]) => Number(days));
    const from = (days: number, to: number) => Array.from({ length: days - to + 1 }, (_, index) => days - index);
    assert.deepEqual(namesIn((await visitor.open('/fr/admin')).html), from(45, 26));
    assert.ok(!offers(visitor, 'Plus anciens'));
    const [answered = ''] =
      /access-requests\/[0-9a-f-]{36}(?="><bdi translate="no">Organisation 26)/.exec(visitor.page.html) ?? [];
    const page = visitor.page;
    assert.equal((await visitor.post(`/fr/admin/${answered}`, { decision: 'member', reason: '' })).status, 303);
    visitor.page = page;
    // Hung on a request that was answered meanwhile.
    assert.deepEqual(namesIn(await follow(visitor, 'Plus récents')), from(25, 6));
    assert.deepEqual(namesIn(await follow(visitor, 'Plus récents')), from(5, 1));
    assert.ok(!offers(visitor, 'Plus récents'));
    assert.deepEqual(namesIn(await follow(visitor, 'Plus anciens')), from(25, 6));
    assert.deepEqual(namesIn(await follow(visitor, 'Plus anciens')), [...from(45, 27), 25]);
  });

  it('is for the staff: a citizen and somebody signed out are asked to sign in as staff', async () => {
    const { visitor: lucie } = await signUp(portal);
    for (const visitor of [lucie, new Visitor(portal)]) {
      assert.equal((await visitor.open('/fr/admin')).location, '/fr/admin/sign-in?next=%2Ffr%2Fadmin');
    }
  });

  it('shows the helpdesk the requests too, who may look', async () => {
    await addWaitingRequest(portal.app.db, { name: 'Brasserie Dubois' });
    const { visitor } = await signInColleague(portal, 'helpdesk');
    const page = await visitor.open('/fr/admin');
    assert.equal(page.status, 200);
    assert.ok(page.html.includes('Brasserie Dubois') && page.html.includes('name="number"'));
  });
});

describe('looking an organisation up', () => {
  it('leads from any usual writing of its number to its page', async () => {
    const { enterpriseNumber: number } = await addWaitingRequest(portal.app.db);
    const { visitor } = await signInColleague(portal);
    await visitor.open('/fr/admin');
    visitor.fill('N° BCE', `BE ${number.slice(0, 4)}.${number.slice(4, 7)}.${number.slice(7)}`);
    await visitor.press('Chercher');
    assert.equal(visitor.page.location, `/fr/admin/organisations/${number}`);
  });

  it('says what is wrong with a number, or that nobody made its profile, and keeps what was typed', async () => {
    const { visitor } = await signInColleague(portal);
    for (const [typed, words] of [
      ['', /Saisissez le n° BCE/],
      ['0671516648', /Un chiffre au moins est faux/],
      ['"><script>', /Le n° BCE ne contient que des chiffres/],
      ['0671.516.647', /Personne n’a créé de profil pour le n° BCE 0671\.516\.647/],
    ] as const) {
      const page = await visitor.open(`/fr/admin?number=${encodeURIComponent(typed)}`);
      assert.equal(page.status, 422);
      assert.match(text(page.html), words);
      assert.match(page.html, /href="#number"/);
      assert.ok(!page.html.includes('"><script>"'));
    }
    assert.equal((await visitor.open('/fr/admin?number=1&number=2')).status, 200);
  });

  it('never repeats a national register number, neither in the page nor in its address', async () => {
    const { visitor } = await signInColleague(portal);
    await visitor.open('/fr/admin?number=85.07.30-033.28');
    assert.equal(visitor.page.location, '/fr/admin?problem=national-register');
    const page = await visitor.follow();
    assert.equal(page.status, 422);
    assert.match(text(page.html), /registre national, qui est personnel/);
    assert.ok(!/033|85\.07/.test(page.html));
    assert.ok(!portal.logged.join('').includes('85.07'));
  });
});
