import { formatReference } from '../../../domain/numbers/reference.ts';

/** Where the staff read a submission, without the language. `reference` is eleven digits. */
export function staffSubmissionPath(reference: string): string {
  return `/admin/submissions/${formatReference(reference)}`;
}
