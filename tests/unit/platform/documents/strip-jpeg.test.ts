import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { stripJpeg } from '../../../../src/platform/documents/strip-jpeg.ts';
import { samplePicture, withPlace } from '../../../support/documents/samples.ts';

const taken = await withPlace(samplePicture().jpeg({ progressive: true, quality: 95 })).toBuffer();

test('the pixels of a photo stay as they were coded, of one that comes in passes too', async () => {
  const stripped = stripJpeg(taken, 6);
  assert.ok(stripped !== null);
  assert.ok((await sharp(stripped).raw().toBuffer()).equals(await sharp(taken).raw().toBuffer()));
  assert.equal((await sharp(stripped).metadata()).orientation, 6);
});

test('a second picture or a text behind the end of a photo is left out', () => {
  const stripped = stripJpeg(Buffer.concat([taken, taken, Buffer.from('Josaphat')]), 6);
  assert.ok(stripped?.equals(stripJpeg(taken, 6) ?? Buffer.alloc(0)));
});

test('a photo cut anywhere is none', () => {
  for (let length = 2; length < taken.length; length += 1) assert.equal(stripJpeg(taken.subarray(0, length), 6), null);
});

test('whatever stands behind the first bytes ends in a photo or in none', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const stripped = stripJpeg(Buffer.concat([Buffer.from([0xff, 0xd8]), bytes]), 1);
      assert.ok(stripped === null || stripped.subarray(-2).equals(Buffer.from([0xff, 0xd9])));
    }),
  );
});
