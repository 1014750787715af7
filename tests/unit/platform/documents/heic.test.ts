import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import sharp from 'sharp';
import { heicToJpeg } from '../../../../src/platform/documents/heic/heic-to-jpeg.ts';
import { prepare, prepared, sampleFile } from '../../../support/documents/samples.ts';
import { fileHolding } from '../../../support/documents/storage-table.ts';

const taken = await sampleFile('photo-with-place.heic');
const SECRETS = ['Secret-Camera', 'Josaphat-in-XMP'];

test('a photo in HEIC is kept without its place and with a JPEG that everybody can open', async () => {
  for (const secret of SECRETS) assert.ok(taken.includes(secret), `the photo says ${secret}`);
  const { content, copy, name, mediaType } = await prepared(taken, { name: 'IMG_0042.HEIC' });
  assert.deepEqual([name, mediaType], ['IMG_0042.HEIC', 'image/heic']);
  assert.ok(copy !== null);
  const { format, width, height, exif, xmp } = await sharp(copy).metadata();
  assert.deepEqual([format, width, height, exif, xmp], ['jpeg', 160, 96, undefined, undefined]);
  for (const secret of SECRETS)
    assert.ok(!content.includes(secret) && !(await readFile(copy)).includes(secret), secret);
});

test('the photo without its place shows the same picture', async () => {
  const { file, copy } = await prepared(taken);
  assert.equal(await heicToJpeg(file, `${file}.again`), null);
  assert.ok(copy !== null && (await readFile(`${file}.again`)).equals(await readFile(copy)));
  const { data, info } = await sharp(copy).raw().toBuffer({ resolveWithObject: true });
  const colour = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
  const [[red = 0, green = 0] = [], white] = [colour(20, 20), colour(120, 70)];
  assert.ok(red > 150 && green < 70, 'red above at the left');
  assert.ok(
    white.every((part) => part > 230),
    'white below at the right',
  );
});

test('several photos in HEIC at once each get their JPEG, and a damaged one among them only itself is refused', async () => {
  const contents = Array.from({ length: 7 }, (_, index) => (index === 3 ? taken.subarray(0, 500) : taken));
  const all = await Promise.all(contents.map((content, index) => prepare(content, { name: `IMG_${index}.HEIC` })));
  const jpegs = await Promise.all(
    all.map((one) => (one.ok && one.copy !== null ? readFile(one.copy) : one.ok ? 'none' : one.problem)),
  );
  assert.equal(jpegs[3], 'damaged');
  for (const [index, jpeg] of jpegs.entries()) {
    if (index !== 3) assert.deepEqual(jpeg, jpegs[0], `the JPEG of photo ${index}`);
  }
  assert.deepEqual(
    all.map((one) => (one.ok ? one.name : null)),
    ['IMG_0.HEIC', 'IMG_1.HEIC', 'IMG_2.HEIC', null, 'IMG_4.HEIC', 'IMG_5.HEIC', 'IMG_6.HEIC'],
  );
});

test('a photo in HEIC that was cut anywhere is damaged, and leaves nothing beside it', async () => {
  for (const length of [40, 200, 500, taken.length - 200]) {
    assert.deepEqual(
      await prepare(taken.subarray(0, length), { name: 'x.heic' }),
      { ok: false, problem: 'damaged' },
      `${length}`,
    );
  }
  const file = await fileHolding(taken.subarray(0, 500));
  assert.equal(await heicToJpeg(file, `${file}.jpg`), 'damaged');
  assert.deepEqual(await readdir(path.dirname(file)), ['upload']);
});

test('a photo in HEIC that says it has 50,000 × 50,000 pixels is not decoded', async () => {
  const claim = Buffer.from(taken);
  const size = claim.indexOf('ispe') + 8;
  claim.writeUInt32BE(50_000, size);
  claim.writeUInt32BE(50_000, size + 4);
  assert.equal((await prepare(claim)).ok, false);
});

test('a photo whose bytes were changed at random ends in a photo or a refusal, never in a crash', async () => {
  for (let round = 0; round < 12; round += 1) {
    const hostile = Buffer.from(taken);
    for (let change = 0; change < 8; change += 1)
      hostile[28 + ((round * 7_919 + change * 104_729) % (hostile.length - 28))] = (round * 31 + change) & 255;
    const preparation = await prepare(hostile);
    assert.ok(preparation.ok || ['damaged', 'too-many-pixels', 'unknown-type'].includes(preparation.problem));
  }
  const file = await fileHolding('');
  await writeFile(file, taken);
  assert.equal(await heicToJpeg(file, `${file}.jpg`), null, 'the next photo is converted as before');
});
