import type { LocalizedText } from '../../../../domain/localized-text.ts';
import type { Submission } from '../../../submissions/submission.ts';

/**
 * The kinds of files: the record of the request, its receipt, and the documents that were joined to it or issued for
 * it.
 */
export type FileKind = 'record' | 'receipt' | 'joined' | 'issued';
/**
 * `lacking`: the storage has lost the document, or it may not be handed out. `altered`: it differs from the stored
 * hash.
 */
export type FileState = 'whole' | 'lacking' | 'altered';

/** A file of the package. `file` is its path, or null when the file is lacking; `sha256` is in hexadecimal. */
export type PackedFile = {
  kind: FileKind;
  name: string;
  file: string | null;
  bytes: number;
  sha256: string;
  state: FileState;
};

/** A request as the inventory lists it. */
export type PackedRequest = Pick<
  Submission,
  'reference' | 'slug' | 'version' | 'department' | 'filedAt' | 'closedAt' | 'status'
> & { name: LocalizedText; files: readonly PackedFile[] };
