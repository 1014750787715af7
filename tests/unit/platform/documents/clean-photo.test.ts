import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it, test } from 'node:test';
import sharp, { type Sharp } from 'sharp';
import { prepared, samplePicture, withPlace } from '../../../support/documents/samples.ts';

const FORMATS = {
  jpg: (picture: Sharp) => picture.jpeg({ quality: 95 }),
  png: (picture: Sharp) => picture.png(),
  webp: (picture: Sharp) => picture.webp({ lossless: true }),
} as const;

for (const [name, format] of Object.entries(FORMATS)) {
  test(`a photo in ${name} loses its place, its camera and its texts`, async () => {
    const taken = await withPlace(format(samplePicture())).toBuffer();
    assert.ok(taken.includes('Secret-Camera'), 'the photo says where it was taken');
    const { content } = await prepared(taken);
    const { exif, xmp, iptc } = await sharp(content).metadata();
    assert.deepEqual([xmp, iptc], [undefined, undefined]);
    // « Exif », two zeros, and a table of one entry: how the picture is turned.
    if (exif !== undefined) assert.equal(exif.length, 32);
    for (const secret of ['Secret-Camera', 'Lucie', 'Josaphat-in-XMP']) assert.ok(!content.includes(secret), secret);
  });
}

describe('a photo arrives the right way up, however the phone was held', () => {
  // Where the red half of the picture must be seen: EXIF tells how to turn what was stored.
  const redAt: Readonly<Record<number, 'left' | 'right' | 'top' | 'bottom'>> = {
    1: 'left',
    2: 'right',
    3: 'right',
    4: 'left',
    5: 'top',
    6: 'top',
    7: 'bottom',
    8: 'bottom',
  };
  for (const [orientation, side] of Object.entries(redAt)) {
    it(`orientation ${orientation}`, async () => {
      const { file } = await prepared(
        await withPlace(samplePicture().jpeg({ quality: 95 }), Number(orientation)).toBuffer(),
      );
      assert.equal(await redSide(file), side);
    });
  }
});

test('a photo keeps its colour profile', async () => {
  const taken = await withPlace(samplePicture().jpeg()).withIccProfile('p3').toBuffer();
  const { file } = await prepared(taken);
  assert.ok((await sharp(file).metadata()).icc !== undefined);
});

test('what a phone hides behind the end of a photo is not kept', async () => {
  const picture = await samplePicture().jpeg().toBuffer();
  const { content } = await prepared(Buffer.concat([picture, Buffer.from('trailer of the maker: Josaphat')]));
  assert.ok(!content.includes('Josaphat'));
});

test('a photo that says nothing but the picture is kept byte for byte', async () => {
  const picture = await samplePicture().jpeg().toBuffer();
  const { content } = await prepared(picture);
  assert.ok(content.equals(picture));
});

test('a photo of 40 million pixels is taken', async () => {
  const large = sharp({ create: { width: 8_000, height: 5_000, channels: 3, background: '#445566' } });
  const { file } = await prepared(await withPlace(large.jpeg()).toBuffer());
  const { width, height } = (await sharp(await readFile(file)).metadata()).autoOrient;
  assert.deepEqual([width, height], [5_000, 8_000]);
});

async function redSide(file: string): Promise<string | undefined> {
  const { data, info } = await sharp(file).autoOrient().raw().toBuffer({ resolveWithObject: true });
  const isRed = (x: number, y: number) => {
    const at = (y * info.width + x) * info.channels;
    return (data[at] ?? 0) > 200 && (data[at + 2] ?? 0) < 60;
  };
  const [middle, centre] = [info.width >> 1, info.height >> 1];
  const sides = {
    left: isRed(2, centre) && !isRed(info.width - 3, centre),
    right: isRed(info.width - 3, centre) && !isRed(2, centre),
    top: isRed(middle, 2) && !isRed(middle, info.height - 3),
    bottom: isRed(middle, info.height - 3) && !isRed(middle, 2),
  };
  return Object.entries(sides).find(([, red]) => red)?.[0];
}
