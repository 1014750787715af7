import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { MOST_PIXELS, nullWhenUnreadable } from './clean-photo.ts';
import { openSharp } from './open-sharp.ts';

/** The size is twice what the banner shows, as many screens draw two points for one. */
const MOST = { width: 448, height: 88 };
const LEAST_HEIGHT = 44;
/**
 * A logo is at most so many times as wide as high, or as high as wide: nobody could read a narrower one in a banner.
 */
const LONGEST = 6;
const TALLEST = 2;

export type DrawnWordmark = { file: string; sha256: string; width: number; height: number };
export type WordmarkProblem = 'damaged' | 'unfit-size';

/**
 * Draws a logo anew, as a PNG of the size of the banner, from a picture that `Documents` has judged: nothing of the file
 * is kept but its pixels.
 */
export async function drawWordmark(picture: string): Promise<DrawnWordmark | { problem: WordmarkProblem }> {
  const sharp = await openSharp();
  const opened = () => sharp(picture, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
  const metadata = await nullWhenUnreadable(() => opened().metadata());
  if (metadata === null) return { problem: 'damaged' };
  if (!fitsBanner(metadata.autoOrient)) return { problem: 'unfit-size' };
  const small = opened()
    .autoOrient()
    .resize({ ...MOST, fit: 'inside', withoutEnlargement: true });
  const drawn = await nullWhenUnreadable(() =>
    small.png({ compressionLevel: 9 }).toBuffer({ resolveWithObject: true }),
  );
  if (drawn === null) return { problem: 'damaged' };
  const file = `${picture}.wordmark`;
  await writeFile(file, drawn.data, { mode: 0o600 });
  const { width, height } = drawn.info;
  return { file, sha256: createHash('sha256').update(drawn.data).digest('hex'), width, height };
}

function fitsBanner({ width, height }: { width: number; height: number }): boolean {
  return height >= LEAST_HEIGHT && width <= LONGEST * height && height <= TALLEST * width;
}
