import { formatReference } from '../../../domain/numbers/reference.ts';

/** Returns the path of a submission's page, without the language. `reference` is eleven digits. */
export const submissionPath = (reference: string): string => `/submissions/${formatReference(reference)}`;

/** The page on which the citizen completes a request, without the language. `reference` is eleven digits. */
export const completionPath = (reference: string): string => `${submissionPath(reference)}/completion`;

/** The page by which a citizen brings a guest's request into their account, without the language. */
export const CLAIM_PATH = '/my-space/claim';
