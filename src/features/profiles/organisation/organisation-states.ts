export const ORGANISATION_STATES = ['claimed', 'verified', 'contested'] as const;
/**
 * Claimed: declared by its first manager. Verified: checked by the commune. Contested: disputed, while the commune
 * looks into it.
 */
export type OrganisationState = (typeof ORGANISATION_STATES)[number];
