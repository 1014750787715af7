import type { App } from '../../../app.ts';
import { visibleLine } from '../../../domain/visible-text.ts';
import { MOST_PIXELS } from '../../../platform/documents/clean-photo.ts';
import type { TextValues } from '../../../web/page/texts.ts';
import { documentTypesInWords, mostDocuments, type Takes } from '../../procedures/fields/document.ts';
import type { DocumentRefusal } from './keep-document.ts';
import { inMegabytes } from './megabytes.ts';
import { MOST_FILES_AT_ONCE } from './received-files.ts';

/** Returns the values of the sentences `procedures:problem.document.*`, which say why a file was refused. */
export function refusalValues(
  { config }: Pick<App, 'config'>,
  { takes, name }: { takes: Takes; name: string },
): TextValues {
  return {
    name: visibleLine(name) ?? '?',
    kinds: documentTypesInWords(takes),
    most: mostDocuments(takes),
    atOnce: MOST_FILES_AT_ONCE,
    pixels: MOST_PIXELS / 1_000_000,
    perFile: inMegabytes(config.documents.bytesPerFile),
    together: inMegabytes(config.documents.bytesPerSubmission),
  };
}

/**
 * The status of an answer when the storage takes no file, or when a document needs a verdict and the scanner gives
 * none.
 */
export type StorageFault = 503 | 507;

export function faultOf(refusals: readonly DocumentRefusal[]): StorageFault | null {
  if (refusals.includes('storage-full')) return 507;
  return refusals.includes('storage-away') || refusals.includes('scanner-away') ? 503 : null;
}
