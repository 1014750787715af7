import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { contrastOf, mixColours, readColour } from '../../../../src/domain/colours/colour.ts';
import {
  FIRST_COLOURS,
  NEEDED_CONTRAST,
  shadesOf,
  weakestContrast,
} from '../../../../src/domain/colours/commune-colours.ts';

const colours = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('a colour', () => {
  for (const [typed, read] of [
    ['#005ea8', '#005ea8'],
    [' 005EA8 ', '#005ea8'],
    ['#fd0', '#ffdd00'],
    ['', null],
    ['bleu', null],
    ['#005ea', null],
    ['#005ea8;}', null],
  ] as const) {
    it(`« ${typed} » is read as ${read}`, () => assert.equal(readColour(typed), read));
  }

  for (const [one, other, contrast] of [
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#767676', '#ffffff', 4.54],
    ['#777777', '#ffffff', 4.48],
    ['#ff0000', '#ffffff', 4],
  ] as const) {
    it(`${one} on ${other} has a contrast of ${contrast}, as WCAG computes it`, () => {
      assert.equal(Math.round(contrastOf(one, other) * 100) / 100, contrast);
      assert.equal(contrastOf(one, other), contrastOf(other, one));
    });
  }

  it('mixed with another is one of the two at the ends, and between them elsewhere', () => {
    assert.equal(mixColours('#005ea8', '#ffffff', 0), '#005ea8');
    assert.equal(mixColours('#005ea8', '#ffffff', 1), '#ffffff');
    assert.equal(mixColours('#000000', '#ffffff', 0.5), '#808080');
  });
});

describe('a colour of the commune', () => {
  it('of the beginning can be read wherever the portal uses it', () => {
    for (const colour of Object.values(FIRST_COLOURS)) assert.ok(weakestContrast(colour) >= NEEDED_CONTRAST, colour);
  });

  it('that can be read leaves its darker shade, the letters on its grounds, its borders and the yellow of the focus readable', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        fc.pre(weakestContrast(colour) >= NEEDED_CONTRAST);
        const { dark, tint, wash } = shadesOf(colour);
        assert.ok(contrastOf(dark, '#ffffff') >= 4.5, 'white letters under the pointer');
        assert.ok(contrastOf(dark, tint) >= 4.5, 'darker letters on its ground');
        for (const ground of [tint, wash]) {
          assert.ok(contrastOf('#1d2433', ground) >= 7, 'ink on its grounds');
          assert.ok(contrastOf(colour, ground) >= 3, 'borders on its grounds');
        }
        assert.ok(contrastOf('#ffdd00', colour) >= 3, 'the yellow of the focus on it');
      }),
      { numRuns: 2_000 },
    );
  });

  it('that is too pale is refused by little too: 4.49 is not 4.5', () => {
    assert.equal(weakestContrast('#ffffff'), 1);
    assert.ok(weakestContrast('#767676') < NEEDED_CONTRAST, 'white would do, the ground made from it does not');
  });
});
