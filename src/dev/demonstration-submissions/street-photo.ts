import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cleanPhoto } from '../../platform/documents/clean-photo.ts';
import { readFileEnds } from '../../platform/documents/file-ends.ts';
import { openSharp } from '../../platform/documents/open-sharp.ts';

const WIDTH = 1_280;
const HEIGHT = 960;
/** The camera was held upright, and turned the picture by a quarter to the left (EXIF 2.32, tag 274). */
const TURNED = 6;

/**
 * Draws a street and makes of it what a telephone makes of a place: a JPEG whose pixels lie on their side, with the
 * camera and the place beside them. Returns it as the portal keeps an upload of it.
 */
export async function streetPhoto(): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'street-'));
  try {
    const file = path.join(folder, 'street.jpg');
    await writeFile(file, await takenByTelephone());
    const cleaned = await cleanPhoto(file, { type: 'jpg', ends: await readFileEnds(file) });
    if ('problem' in cleaned) throw new Error(`the photo of the demonstration is ${cleaned.problem}`);
    return await readFile(cleaned.file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function takenByTelephone(): Promise<Buffer> {
  const sharp = await openSharp();
  return sharp(Buffer.from(street()))
    .rotate(-90)
    .withMetadata({ orientation: TURNED })
    .withExifMerge({
      IFD0: { Make: 'Demonstration', Model: 'Telephone' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '50/1 52/1 3/1', GPSLongitudeRef: 'E', GPSLongitude: '4/1 22/1 25/1' },
    })
    .jpeg({ quality: 80 })
    .toBuffer();
}

/** Draws a row of houses under a sky, a tree, and a pavement with three sacks in front of them. */
function street(): string {
  const houses = ['#a8543c', '#c9a06a', '#8a8f96', '#b5674a', '#d4c3a3'].map((colour, index) => house(colour, index));
  const sacks = [420, 520, 610].map((x) => `<path d="M${x} 830q45-110 90 0z" fill="#f2f2ef" stroke="#9a9a94"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#8fb6d9"/><stop offset="1" stop-color="#dfe9f0"/>
    </linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#sky)"/>${houses.join('')}
    <rect y="780" width="100%" height="70" fill="#b9b6ae"/><rect y="850" width="100%" height="110" fill="#5b5d61"/>
    <rect x="1096" y="520" width="22" height="270" fill="#5d4632"/><circle cx="1107" cy="460" r="110" fill="#4f7a45"/>
    ${sacks.join('')}</svg>`;
}

function house(colour: string, index: number): string {
  const left = 20 + index * 205;
  const top = 190 + (index % 3) * 45;
  const windows = [0, 1, 2].flatMap((floor) =>
    [35, 115].map(
      (across) =>
        `<rect x="${left + across}" y="${top + 60 + floor * 150}" width="50" height="90" fill="#2f3e4d" stroke="#f4f1ea" stroke-width="6"/>`,
    ),
  );
  return `<rect x="${left}" y="${top}" width="200" height="${780 - top}" fill="${colour}"/>
    <rect x="${left}" y="${top - 18}" width="200" height="18" fill="#3c3a38"/>${windows.join('')}`;
}
