import type { OrganisationIdentity } from './organisations.repository.ts';

/** The parts that managers may change. The history names those that changed. */
export const ORGANISATION_PARTS = [
  'name',
  'kind',
  'vatLiable',
  'legalForm',
] as const satisfies (keyof OrganisationIdentity)[];
export type OrganisationPart = (typeof ORGANISATION_PARTS)[number];
