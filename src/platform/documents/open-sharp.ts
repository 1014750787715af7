import type sharp from 'sharp';
import type { Metadata } from 'sharp';

/** The facts in the header of a picture. */
export type PictureHeader = Metadata;

/**
 * Loads the library with the first picture, as it takes 20 MB. One picture at a time and one thread for it, nothing kept:
 * pages stay quick and memory comes back.
 */
export async function openSharp(): Promise<typeof sharp> {
  const { default: opened } = await import('sharp');
  opened.cache(false);
  opened.concurrency(1);
  return opened;
}
