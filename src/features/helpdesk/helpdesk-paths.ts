/** The pages of the helpdesk, in any language. */
export const CITIZENS_PATH = '/admin/citizens';
export const citizenPath = (id: string): string => `${CITIZENS_PATH}/${id}`;
