import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { App } from '../../../src/app.ts';
import { keepWordmark } from '../../../src/features/commune/keep-wordmark.ts';
import { temporaryFolder } from '../temporary-folder.ts';

type Drawn = { width?: number; height?: number; format?: 'png' | 'webp' | 'jpeg'; colour?: string };

/** A logo of one colour, which says with what it was made. */
export async function logo({
  width = 300,
  height = 100,
  format = 'png',
  colour = '#7a1f3d',
}: Drawn = {}): Promise<File> {
  const picture = sharp({ create: { width, height, channels: 4, background: colour } });
  const bytes = await picture
    .withExif({ IFD0: { Artist: 'Secret-Artist' } })
    .toFormat(format)
    .toBuffer();
  return new File([new Uint8Array(bytes)], `logo.${format}`, { type: `image/${format}` });
}

/** Stores a logo as the page of the settings does, and returns its SHA-256. */
export async function storeLogo(app: Pick<App, 'documents' | 'storage'>, drawn: Drawn = {}): Promise<string> {
  const file = path.join(await temporaryFolder('portal-logo'), '0');
  const picture = await logo(drawn);
  await writeFile(file, Buffer.from(await picture.arrayBuffer()));
  const kept = await keepWordmark(app, { file, name: picture.name });
  if (!kept.ok) throw new Error(kept.problem);
  return kept.wordmark.sha256;
}
