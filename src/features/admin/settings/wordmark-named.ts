import type { App } from '../../../app.ts';
import type { CommuneSettings, Wordmark } from '../../../domain/commune.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { readWordmark } from '../../commune/read-wordmark.ts';

/**
 * Returns the logo that the form names by its SHA-256; null for a form without one. The one that stands is not read, so that
 * the telephone number can be set also where the storage lost the logo. `gone` is one that was brought and never set: it was
 * swept, as the form lay for a day.
 */
export async function wordmarkNamed(
  app: Pick<App, 'storage'>,
  { wordmark: standing }: CommuneSettings,
  sha256: string,
): Promise<Wordmark | null | 'gone'> {
  if (sha256 === '') return null;
  if (sha256 === standing?.sha256) return standing;
  try {
    return (await readWordmark(app, sha256)).wordmark;
  } catch (error) {
    if (error instanceof NotFound) return 'gone';
    throw error;
  }
}
