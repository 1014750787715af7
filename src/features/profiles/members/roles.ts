/** A manager decides who joins and who leaves. Both roles act for the organisation. */
export const ROLES = ['manager', 'member'] as const;
export type Role = (typeof ROLES)[number];
