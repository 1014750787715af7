import { openSharp } from './open-sharp.ts';

/** Draws an icon (SVG, of our own) as a square PNG of that many pixels. */
export async function drawIcon(icon: string, pixels: number): Promise<Buffer> {
  const sharp = await openSharp();
  return await sharp(Buffer.from(icon), { density: 72 * 16 })
    .resize(pixels, pixels)
    .png()
    .toBuffer();
}

/** Returns a PNG of 32 pixels as a file of icons that holds it alone (ICO, where PNG is allowed since Windows Vista). */
export function asIco(png: Buffer): Buffer {
  const header = Buffer.alloc(22);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(1, 4);
  header.set([32, 32, 0, 0, 1, 0, 32, 0], 6);
  header.writeUInt32LE(png.length, 14);
  header.writeUInt32LE(header.length, 18);
  return Buffer.concat([header, png]);
}
