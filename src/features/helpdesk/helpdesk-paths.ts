/** The pages of the helpdesk, in any language. */
export const CITIZENS_PATH = '/admin/citizens';
export const EMAIL_CHANGES_PATH = `${CITIZENS_PATH}/email-changes`;
export const citizenPath = (id: string): string => `${CITIZENS_PATH}/${id}`;
