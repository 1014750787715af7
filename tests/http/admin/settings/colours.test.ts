import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
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

async function fillColours(brand: string, staff = '#54319f'): Promise<Visitor> {
  await sofia.open(PAGE);
  return sofia.fill('Couleur du portail', brand).fill('Couleur des pages du personnel', staff).fill('Motif', 'Charte');
}
const sheetOf = (html: string) => /<link rel="stylesheet" href="(\/static\/colours\.[^"]+)"/.exec(html)?.[1] ?? '';
const read = async (address: string) => (await fetch(`${portal.origin}${address}`)).text();

describe('the colours of the commune', () => {
  it('are refused where nobody could read in them, with the contrast they have and the one they need', async () => {
    await fillColours('#ff8800', 'violet');
    const { status, html } = await sofia.press(SAVE);
    assert.equal(status, 422);
    assert.match(text(html), /son contraste avec les fonds clairs est de 2,1, il faut 4,5/);
    assert.match(text(html), /Saisissez une couleur de six chiffres ou lettres/);
    assert.match(html, /value="#ff8800"/);
    await fillColours('#767676');
    assert.match(text((await sofia.press(SAVE)).html), /son contraste avec les fonds clairs est de 3,8, il faut 4,5/);
  });

  it('of the staff’s pages are others than those of the citizens’', async () => {
    await fillColours('#54319f');
    assert.match(text((await sofia.press(SAVE)).html), /Choisissez une autre couleur que celle du portail/);
  });

  it('are tried without setting anything: the page and its sample take them, and what was typed stays', async () => {
    await fillColours('7A1F3D');
    sofia.fill('Nom en français', '');
    const { status, html } = await sofia.press(LOOK);
    assert.equal(status, 200);
    assert.match(await read(sheetOf(html)), /^:root\{--brand:#7a1f3d;/);
    assert.match(html, /<meta name="theme-color" content="#54319f">/);
    assert.match(text(html), /Rien n’est encore enregistré.*Contraste le plus faible : 7,8 pour le portail, 7,1/);
    assert.match(html, /value="7A1F3D"/);
    assert.match(await read(sheetOf((await sofia.open(PAGE)).html)), /--brand:#005ea8/);
    await fillColours('#fff');
    assert.equal((await sofia.press(LOOK)).status, 422);
  });

  it('once set are those of public pages that were kept, of the icon, of the home screen, and of mails', async () => {
    const guest = new Visitor(portal);
    assert.match((await guest.open('/fr')).html, /content="#005ea8"/);
    await fillColours('#7A1F3D', '#1f4d3a');
    assert.equal((await sofia.press(SAVE)).location, PAGE);
    assert.match(text((await sofia.follow()).html), /Couleurs/);
    const { html } = await guest.open('/fr');
    assert.match(html, /<meta name="theme-color" content="#7a1f3d">/);
    assert.match(await read(sheetOf(html)), /--brand:#7a1f3d;.*--staff:#1f4d3a/);
    const icon = /<link rel="icon" href="([^"]+)"/.exec(html)?.[1] ?? '';
    const drawn = await fetch(`${portal.origin}${icon}`);
    assert.match(drawn.headers.get('content-type') ?? '', /^image\/svg\+xml/);
    assert.match(await drawn.text(), /fill="#7a1f3d"/);
    assert.match(await read('/manifest.webmanifest'), /"theme_color":"#7a1f3d"/);
    assert.match((await sofia.open(PAGE)).html, /<meta name="theme-color" content="#1f4d3a">/);
    for (const [path, type, pixels] of [
      ['/apple-touch-icon.png', 'image/png', 180],
      ['/icon-512.png', 'image/png', 512],
    ] as const) {
      const answer = await fetch(`${portal.origin}${path}`);
      assert.equal(answer.headers.get('content-type'), type);
      assert.equal(answer.headers.get('cache-control'), 'public, max-age=86400');
      const picture = sharp(Buffer.from(await answer.arrayBuffer()));
      assert.equal((await picture.metadata()).width, pixels);
      assert.deepEqual([...(await picture.removeAlpha().raw().toBuffer()).subarray(0, 3)], [0x7a, 0x1f, 0x3d], path);
    }
    const favicon = Buffer.from(await (await fetch(`${portal.origin}/favicon.ico`)).arrayBuffer());
    assert.deepEqual([...favicon.subarray(0, 6)], [0, 0, 1, 0, 1, 0]);
    assert.equal((await sharp(favicon.subarray(favicon.readUInt32LE(18))).metadata()).width, 32);
    const { person } = await signUp(portal);
    const mail = await portal.mailTo(person.email);
    assert.match(mail.html, /bgcolor="#7a1f3d"/);
    assert.doesNotMatch(mail.html, /005ea8/i);
  });
});

describe('the sheet of the colours', () => {
  it('is kept for ever by browsers, and stands under a name that says the colours, so that any process answers it', async () => {
    const address = sheetOf((await sofia.open(PAGE)).html);
    for (const colours of ['7a1f3d-1f4d3a', '005ea8-54319f', '123456-654321']) {
      const answer = await fetch(`${portal.origin}${address.replace(/[0-9a-f]{6}-[0-9a-f]{6}/, colours)}`);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('content-type') ?? '', /^text\/css/);
      assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable');
      assert.match(await answer.text(), new RegExp(`--brand:#${colours.slice(0, 6)};`));
    }
  });

  it('is not there under another name, nor with anything but colours in it', async () => {
    const address = sheetOf((await sofia.open(PAGE)).html);
    for (const wrong of [
      address.replace(/\w{8}\.css$/, '00000000.css'),
      address.replace(/[0-9a-f]{6}-/, 'red;}*{-'),
      `${address}/x`,
    ]) {
      assert.equal((await fetch(`${portal.origin}${encodeURI(wrong)}`)).status, 404, wrong);
    }
  });
});
