/** The citizen's page of the merge, without the language. */
export const MERGE_PATH = '/account/merge';
