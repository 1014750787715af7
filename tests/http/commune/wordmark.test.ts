import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { insertCommuneChange } from '../../../src/features/commune/commune-changes.repository.ts';
import { readWordmark } from '../../../src/features/commune/read-wordmark.ts';
import { logo, storeLogo } from '../../support/documents/logo.ts';
import { text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { addColleague, signInColleague } from '../../support/staff.ts';
import { statementsDuring } from '../../support/statements.ts';
import { Visitor } from '../../support/visitor.ts';

const PAGE = '/fr/admin/settings';
let portal: TestPortal;
let sofia: Visitor;
before(async () => {
  portal = await startPortal();
  sofia = (await signInColleague(portal, 'administrator')).visitor;
});

const save = async () => {
  assert.equal((await sofia.press('Enregistrer le changement')).location, PAGE);
};
const picture = (html: string) => /<img class="wordmark__picture"[^>]*>/.exec(html)?.[0] ?? '';
const addressIn = (html: string) => /src="([^"]+)"/.exec(picture(html))?.[1] ?? '';
const ask = (address: string) => fetch(`${portal.origin}${address}`);

describe('the logo of the commune', () => {
  it('stands in the banner of every page once it is set, with the names of the commune for who does not see it', async () => {
    const guest = new Visitor(portal);
    assert.equal(picture((await guest.open('/fr')).html), '');
    await sofia.open(PAGE);
    sofia.fill('Motif', 'Charte').attach('picture', await logo());
    await save();
    assert.match(text((await sofia.follow()).html), /Logo .*Charte/);
    for (const [visitor, page] of [
      [guest, '/fr'],
      [guest, '/nl/sign-in'],
      [guest, '/fr/nowhere'],
      [sofia, '/fr/admin'],
    ] as const) {
      const drawn = picture((await visitor.open(page)).html);
      assert.match(drawn, /width="264" height="88" alt="Schaerbeek · Schaarbeek"/, page);
    }
  });

  it('is kept for ever by browsers, and served from memory, without a statement', async () => {
    const address = addressIn((await new Visitor(portal).open('/fr')).html);
    const first = await ask(address);
    assert.equal(first.status, 200);
    assert.equal(first.headers.get('content-type'), 'image/png');
    assert.equal(first.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(first.headers.get('x-content-type-options'), 'nosniff');
    const { sha256 = '' } = portal.app.commune.settings.wordmark ?? {};
    const { storage } = portal.app;
    portal.app.storage = { ...storage, open: () => Promise.reject(new Error('asked again')) };
    assert.deepEqual(await statementsDuring(portal.app.db, () => ask(address)), []);
    assert.equal((await ask(address)).status, 200);
    portal.app.storage = storage;
    assert.ok(address.includes(sha256));
  });

  it('is the only picture there: nothing else that is stored can be asked for', async () => {
    const other = await storeLogo(portal.app, { colour: '#000000' });
    for (const wrong of [other, '0'.repeat(64), 'x'])
      assert.equal((await ask(`/static/wordmark.${wrong}.png`)).status, 404, wrong);
  });

  it('that another process has set a moment ago is there when it is asked for', async () => {
    const { app } = portal;
    const { id: staffMemberId } = await addColleague(portal, 'administrator');
    const { wordmark } = await readWordmark(app, await storeLogo(app, { colour: '#123456' }));
    const change = { revision: 2, settings: { ...app.commune.settings, wordmark }, reason: 'Autre', staffMemberId };
    await app.db.transaction((tx) => insertCommuneChange(tx, change));
    assert.equal((await ask(`/static/wordmark.${wordmark.sha256}.png`)).status, 200);
    assert.ok(addressIn((await new Visitor(portal).open('/fr')).html).includes(wordmark.sha256));
  });

  it('is taken away again, and can be that of before', async () => {
    await sofia.open(PAGE);
    sofia.tick('Ne plus montrer de logo').fill('Motif', 'Sans');
    await save();
    assert.equal(picture((await new Visitor(portal).open('/fr')).html), '');
    await sofia.open(`${PAGE}?from=1`);
    sofia.fill('Motif', 'Retour');
    await save();
    const address = addressIn((await new Visitor(portal).open('/fr')).html);
    assert.equal((await ask(address)).status, 200);
  });
});
