/** The citizen's page of the merge, in any language. */
export const MERGE_PATH = '/account/merge';
