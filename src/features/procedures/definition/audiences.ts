/** The kinds of profiles for which a démarche can be filed. */
export const AUDIENCES = ['citizen', 'enterprise', 'association'] as const;
export type Audience = (typeof AUDIENCES)[number];
