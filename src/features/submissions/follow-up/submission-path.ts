import { formatReference } from '../../../domain/numbers/reference.ts';

/** Returns the path of a submission's page, without the language. `reference` is eleven digits. */
export const submissionPath = (reference: string): string => `/submissions/${formatReference(reference)}`;

/** Where the citizen answers what the commune asked for, without the language. `reference` is eleven digits. */
export const completionPath = (reference: string): string => `${submissionPath(reference)}/completion`;

/** Where a citizen takes over what was filed without an account, without the language. */
export const CLAIM_PATH = '/my-space/claim';
