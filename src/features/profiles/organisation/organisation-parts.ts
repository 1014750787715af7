import type { OrganisationIdentity } from './organisations.repository.ts';

/** What its managers say of an organisation, part by part: the history names those that changed. */
export const ORGANISATION_PARTS = [
  'name',
  'kind',
  'vatLiable',
  'legalForm',
] as const satisfies (keyof OrganisationIdentity)[];
export type OrganisationPart = (typeof ORGANISATION_PARTS)[number];
