/** How somebody signed in: by their password, or by what they showed FAS. */
export const SIGN_IN_MEANS = ['password', 'eid', 'itsme', 'mygov', 'code', 'other'] as const;
export type SignInMeans = (typeof SIGN_IN_MEANS)[number];
