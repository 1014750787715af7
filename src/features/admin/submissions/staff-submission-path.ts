import { formatReference } from '../../../domain/numbers/reference.ts';

/** Returns the path of the staff's page of a submission, without the language. `reference` is eleven digits. */
export function staffSubmissionPath(reference: string): string {
  return `/admin/submissions/${formatReference(reference)}`;
}
