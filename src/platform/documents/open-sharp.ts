import type sharp from 'sharp';
import type { Metadata } from 'sharp';

/** The facts in the header of a picture. */
export type PictureHeader = Metadata;

/**
 * Loads the library with the first picture, as it takes 20 MB. It works in one thread and keeps nothing, so that pages
 * stay quick and memory is given back.
 */
export async function openSharp(): Promise<typeof sharp> {
  const { default: opened } = await import('sharp');
  opened.cache(false);
  opened.concurrency(1);
  return opened;
}
