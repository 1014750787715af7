/** The pages of the helpdesk, in any language. */
export const CITIZENS_PATH = '/admin/citizens';
export const EMAIL_CHANGES_PATH = `${CITIZENS_PATH}/email-changes`;
/** Answered by `features/merge`. */
export const MERGES_PATH = `${CITIZENS_PATH}/merges`;
export const mergeRefusalPath = (merge: string): string => `${MERGES_PATH}/${merge}/refusal`;
export const citizenPath = (id: string): string => `${CITIZENS_PATH}/${id}`;
