/** Steps share their addresses with these pages of a draft (`/drafts/{id}/check`), so none bears such a name. */
export const RESERVED_STEPS: readonly string[] = ['check', 'deletion', 'profile'];
