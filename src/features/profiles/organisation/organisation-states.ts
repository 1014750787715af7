export const ORGANISATION_STATES = ['claimed', 'verified', 'contested'] as const;
/** Declared by its first manager; checked by the commune; or disputed, while the commune looks into it. */
export type OrganisationState = (typeof ORGANISATION_STATES)[number];
