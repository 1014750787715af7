export const FATES = ['destroy', 'transfer'] as const;
export type Fate = (typeof FATES)[number];
