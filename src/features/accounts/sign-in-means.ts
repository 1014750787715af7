/** By what somebody signed in: their password, or what they showed FAS. */
export const SIGN_IN_MEANS = ['password', 'eid', 'itsme', 'mygov', 'code', 'other'] as const;
export type SignInMeans = (typeof SIGN_IN_MEANS)[number];
