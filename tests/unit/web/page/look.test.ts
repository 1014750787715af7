import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIRST_COLOURS } from '../../../../src/domain/colours/commune-colours.ts';
import { coloursSheet, lookOf } from '../../../../src/web/page/look.ts';
import { readText } from '../../../support/source/source-files.ts';

test('the built sheet falls back on the colours of the beginning, where the sheet of the colours does not arrive', () => {
  const fallback = readText('public/styles/_colours.scss').replace(/\s/g, '');
  const properties = coloursSheet(FIRST_COLOURS).slice(':root{'.length, -1).split(';');
  const used = properties.filter((property) => !property.startsWith('--staff-wash'));
  for (const property of used) assert.ok(fallback.includes(`${property};`), property);
});

test('the icon is drawn in the colour of the beginning, which the portal replaces', () => {
  assert.ok(readText('public/images/icon.svg').includes(`fill="${FIRST_COLOURS.brand}"`));
});

test('no template, sheet or mail has the colours written into it', () => {
  for (const file of ['views/layout.ejs', 'views/emails/mail.ejs', 'public/styles/_settings.scss']) {
    for (const colour of Object.values(FIRST_COLOURS)) {
      const place = file.endsWith('_settings.scss') ? readText(file).split('// The same for all')[0] : readText(file);
      assert.ok(!place?.includes(colour), `${file} says ${colour}`);
    }
  }
});

test('other colours stand at another address', () => {
  const addresses = [FIRST_COLOURS, { ...FIRST_COLOURS, staff: '#000000' }].map((colours) => lookOf(colours).sheet);
  assert.equal(new Set(addresses).size, 2);
});
