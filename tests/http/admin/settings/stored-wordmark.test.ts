import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { readWordmark } from '../../../../src/features/commune/read-wordmark.ts';
import { sql } from '../../../../src/platform/database.ts';
import { logo, storeLogo } from '../../../support/documents/logo.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { codeOf, signInColleague } from '../../../support/staff.ts';
import { png } from '../../../support/submissions/documents.ts';
import { Visitor } from '../../../support/visitor.ts';

const PAGE = '/fr/admin/settings';
const SAVE = 'Enregistrer le changement';
const LOOK = 'Voir le résultat sans enregistrer';
let portal: TestPortal;
let sofia: Visitor;
before(async () => {
  portal = await startPortal();
  sofia = (await signInColleague(portal, 'administrator')).visitor;
});

const carried = (html: string) => /name="wordmark" value="(\w*)"/.exec(html)?.[1] ?? '';
const bring = async (...files: File[]) => {
  await sofia.open(PAGE);
  return sofia.fill('Motif', 'Charte').attach('picture', ...files);
};

describe('a logo that an administrator brings', () => {
  for (const [why, file, said] of [
    [
      'is no picture',
      () => new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'logo.svg'),
      /n’est pas d’un type accepté ici \(PNG, WEBP, JPG\)/,
    ],
    [
      'is a PDF under another name',
      () => new File(['%PDF-1.4\n%%EOF\n'], 'logo.png'),
      /n’est pas d’un type accepté ici/,
    ],
    ['is too small', () => png('logo.png'), /Choisissez une image d’au moins 44 pixels de haut/],
    ['is too long', () => logo({ width: 700, height: 100 }), /6 fois plus large que haute au plus/],
    ['is too tall', () => logo({ width: 50, height: 101 }), /2 fois plus haute que large au plus/],
    [
      'cannot be read to its end',
      async () => new File([(await logo()).slice(0, 200)], 'logo.png'),
      /ne peut pas être lu jusqu’au bout/,
    ],
  ] as const) {
    it(`is refused when it ${why}, with what to do, and what was typed stays`, async () => {
      await bring(await file());
      const { status, html } = await sofia.press(SAVE);
      assert.equal(status, 422);
      assert.match(text(html), said);
      assert.match(html, /href="#picture"/);
      assert.match(html, /Charte<\/textarea>/);
      assert.equal(carried(html), '');
    });
  }

  it('is looked at before it is set, stays while something else is wrong, and is shown to administrators only', async () => {
    await bring(await logo());
    const looked = await sofia.press(LOOK);
    assert.equal(looked.status, 200);
    const sha256 = carried(looked.html);
    const address = `${PAGE}/wordmarks/${sha256}`;
    assert.ok(looked.html.includes(`src="${address}"`));
    sofia.fill('Nom en français', '');
    assert.equal(carried((await sofia.press(SAVE)).html), sha256);
    const shown = await sofia.open(address);
    assert.deepEqual([shown.status, shown.headers.get('content-type')], [200, 'image/png']);
    assert.match(shown.headers.get('cache-control') ?? '', /no-store/);
    assert.equal((await new Visitor(portal).open(address)).status, 303);
    const { visitor: nadia } = await signInColleague(portal, 'agent');
    assert.equal((await nadia.open(address)).status, 404);
    assert.equal(portal.app.commune.settings.wordmark, null);
  });

  it('is drawn anew, small, and says nothing but its pixels', async () => {
    const sha256 = await storeLogo(portal.app, { width: 2_000, height: 1_000, format: 'webp' });
    const { bytes, wordmark } = await readWordmark(portal.app, sha256);
    const { format, width, height, exif } = await sharp(bytes).metadata();
    assert.deepEqual({ format, width, height, exif }, { format: 'png', width: 176, height: 88, exif: undefined });
    assert.deepEqual(wordmark, { sha256, width: 176, height: 88 });
    assert.ok(!bytes.includes('Secret-Artist'));
  });

  it('is asked for where nothing of that name is stored: not there', async () => {
    for (const wrong of ['0'.repeat(64), 'x', '..%2f..%2fetc%2fpasswd'])
      assert.equal((await sofia.open(`${PAGE}/wordmarks/${wrong}`)).status, 404, wrong);
  });

  it('is asked for again where it is gone, and a form that is sent once more sets none', async () => {
    await bring(await logo({ colour: '#102030' }));
    sofia.fill('Téléphone', '02/244 75 12');
    const sha256 = carried((await sofia.press(LOOK)).html);
    await portal.app.storage.remove(sha256);
    const { status, html } = await sofia.press(SAVE);
    assert.equal(status, 422);
    assert.match(text(html), /Ce logo n’est plus là\s: choisissez-le à nouveau/);
    assert.equal(carried(html), '');
    assert.equal((await sofia.press(SAVE)).location, PAGE);
    assert.equal(portal.app.commune.settings.wordmark, null);
  });

  it('that stands and that the storage lost keeps nobody from setting something else', async () => {
    await bring(await logo({ colour: '#405060' }));
    assert.equal((await sofia.press(SAVE)).location, PAGE);
    const { sha256 = '' } = portal.app.commune.settings.wordmark ?? {};
    await portal.app.storage.remove(sha256);
    await sofia.open(PAGE);
    assert.equal((await sofia.fill('Téléphone', '02/244 75 13').fill('Motif', 'Numéro').press(SAVE)).location, PAGE);
    assert.equal(portal.app.commune.settings.wordmark?.sha256, sha256);
    assert.equal(portal.app.commune.settings.phone, '02/244 75 13');
  });

  it('is let go where the second factor is asked for again, but not what was typed beside it', async () => {
    const { visitor, colleague } = await signInColleague(portal, 'administrator');
    await visitor.open(PAGE);
    visitor.fill('Motif', 'Charte gardée').attach('picture', await logo());
    await portal.app.db.transaction((tx) =>
      tx.run(sql`update staff_sign_ins set confirmed_at = now() - interval '11 minutes'`),
    );
    portal.clock.advance(30);
    assert.match((await visitor.press(SAVE)).html, /action="[^"]*\/account\/confirmation"/);
    visitor.fill('Code à 6 chiffres', codeOf(portal, colleague));
    assert.match((await visitor.press('Confirmer')).location ?? '', /^\/fr\/admin\/settings\?resumed=/);
    assert.match((await visitor.follow()).html, /Charte gardée<\/textarea>/);
    sofia = (await signInColleague(portal, 'administrator')).visitor;
  });
});
