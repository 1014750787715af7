/** The means of a sign-in: the password, or what the person showed FAS. */
export const SIGN_IN_MEANS = ['password', 'eid', 'itsme', 'mygov', 'code', 'other'] as const;
export type SignInMeans = (typeof SIGN_IN_MEANS)[number];
