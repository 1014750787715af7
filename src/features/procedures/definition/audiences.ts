/** For whom one acts when one files: the kinds of profiles. */
export const AUDIENCES = ['citizen', 'enterprise', 'association'] as const;
export type Audience = (typeof AUDIENCES)[number];
