import { readFile, writeFile } from 'node:fs/promises';
import type { FileEnds } from './file-ends.ts';
import { openSharp, type PictureHeader } from './open-sharp.ts';
import type { DocumentProblem } from './prepared-document.ts';
import { stripJpeg } from './strip-jpeg.ts';

type Picture = 'jpg' | 'png' | 'webp';

/** The pixels of a larger picture would take over 120 MB. The header gives their number, before anything is decoded. */
export const MOST_PIXELS = 40_000_000;
const QUALITY = 90;

/**
 * Returns the path of what is to be kept of a photo: the file itself when it says nothing but the picture, or else a
 * copy beside it, with its colours, and without place, camera, names, thumbnails or anything behind its end.
 */
export async function cleanPhoto(
  file: string,
  { type, ends }: { type: Picture; ends: FileEnds },
): Promise<{ file: string } | { problem: DocumentProblem }> {
  const metadata = await readMetadata(file);
  if (metadata === null) return { problem: 'damaged' };
  if (metadata.width * metadata.height > MOST_PIXELS) return { problem: 'too-many-pixels' };
  const saysMore = [metadata.exif, metadata.xmp, metadata.iptc, metadata.comments].some((part) => part !== undefined);
  if (!saysMore && endsWhole(type, ends)) return { file };
  const cleaned = `${file}.clean`;
  if (type === 'jpg') return await stripPhoto(file, { cleaned, orientation: metadata.orientation ?? 1 });
  return (await rewrite(file, { type, cleaned })) ? { file: cleaned } : { problem: 'damaged' };
}

async function stripPhoto(
  file: string,
  { cleaned, orientation }: { cleaned: string; orientation: number },
): Promise<{ file: string } | { problem: DocumentProblem }> {
  const stripped = stripJpeg(await readFile(file), orientation);
  if (stripped === null) return { problem: 'damaged' };
  await writeFile(cleaned, stripped);
  return { file: cleaned };
}

/** Writes raw pixels, four bytes each, as a JPEG. */
export async function writeJpeg(
  pixels: { data: Uint8Array; width: number; height: number },
  file: string,
): Promise<void> {
  const { data, width, height } = pixels;
  const sharp = await openSharp();
  const picture = sharp(data, { raw: { width, height, channels: 4 } });
  await picture.flatten({ background: '#ffffff' }).jpeg({ quality: QUALITY }).toFile(file);
}

async function readMetadata(file: string): Promise<PictureHeader | null> {
  const sharp = await openSharp();
  return await nullWhenUnreadable(() => sharp(file, { limitInputPixels: false }).metadata());
}

async function rewrite(file: string, { type, cleaned }: { type: 'png' | 'webp'; cleaned: string }): Promise<boolean> {
  const options = { limitInputPixels: MOST_PIXELS, sequentialRead: true, failOn: 'error' } as const;
  const sharp = await openSharp();
  const upright = sharp(file, options).autoOrient().keepIccProfile();
  const picture = type === 'png' ? upright.png() : upright.webp({ quality: QUALITY });
  return (await nullWhenUnreadable(() => picture.toFile(cleaned))) !== null;
}

/**
 * Runs work and returns null when libvips cannot read the file; throws what the system refuses, such as a full disk.
 */
export async function nullWhenUnreadable<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && !isFaultOfSystem(error)) return null;
    throw error;
  }
}

function isFaultOfSystem(error: Error): boolean {
  return 'code' in error || /no space left|quota exceeded|read-only|permission denied/i.test(error.message);
}

/** Returns true when the last bytes are those with which such a picture ends: it was not cut, and nothing follows. */
function endsWhole(type: Picture, { head, tail, bytes }: FileEnds): boolean {
  if (type === 'jpg') return tail.subarray(-2).equals(Buffer.from([0xff, 0xd9]));
  if (type === 'png') return tail.subarray(-8, -4).toString('latin1') === 'IEND';
  return head.length >= 8 && head.readUInt32LE(4) + 8 === bytes;
}
