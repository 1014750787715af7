/** The paths of the pages of the helpdesk, without the language. */
export const CITIZENS_PATH = '/admin/citizens';
export const EMAIL_CHANGES_PATH = `${CITIZENS_PATH}/email-changes`;
/** `features/merge` answers this path. */
export const MERGES_PATH = `${CITIZENS_PATH}/merges`;
export const mergeRefusalPath = (merge: string): string => `${MERGES_PATH}/${merge}/refusal`;
export const citizenPath = (id: string): string => `${CITIZENS_PATH}/${id}`;
