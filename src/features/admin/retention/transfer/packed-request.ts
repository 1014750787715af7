import type { LocalizedText } from '../../../../domain/localized-text.ts';
import type { Submission } from '../../../submissions/submission.ts';

/** What the request says, its receipt, and the documents that came with it or were issued for it. */
export type FileKind = 'record' | 'receipt' | 'joined' | 'issued';
/** `lacking` where the storage has lost it, or may not hand it out; `altered` where it is not what was kept. */
export type FileState = 'whole' | 'lacking' | 'altered';

/** A file of the package. `file` is its place, and null for one that lacks; `sha256` is in hexadecimal. */
export type PackedFile = {
  kind: FileKind;
  name: string;
  file: string | null;
  bytes: number;
  sha256: string;
  state: FileState;
};

/** A request as the inventory says it. */
export type PackedRequest = Pick<
  Submission,
  'reference' | 'slug' | 'version' | 'department' | 'filedAt' | 'closedAt' | 'status'
> & { name: LocalizedText; files: readonly PackedFile[] };
