import type { App } from '../../../app.ts';
import type { EnterpriseNumber } from '../../../domain/enterprise-number.ts';
import type { OrganisationKind } from '../../../domain/legal-forms.ts';
import { findMembership } from '../members/memberships.repository.ts';
import { findOrganisation } from '../organisation/organisations.repository.ts';
import type { ProfileDraft } from './profile-draft.ts';
import { insertProfileDraft } from './profile-drafts.repository.ts';

export type BeginProfileOutcome =
  | { outcome: 'begun'; draft: ProfileDraft }
  | { outcome: 'already-member' }
  | { outcome: 'taken' };
type Begin = { citizenId: string; enterpriseNumber: EnterpriseNumber; kind: OrganisationKind };

/** A draft for a number nobody has a profile of; two tabs are two drafts. */
export async function beginProfile(
  app: Pick<App, 'db'>,
  { citizenId, enterpriseNumber, kind }: Begin,
): Promise<BeginProfileOutcome> {
  if ((await findMembership(app.db, { enterpriseNumber, citizenId })) !== null) return { outcome: 'already-member' };
  if ((await findOrganisation(app.db, enterpriseNumber)) !== null) return { outcome: 'taken' };
  const begun = { citizenId, enterpriseNumber, answers: { begunAs: kind } };
  const draft = await app.db.transaction((tx) => insertProfileDraft(tx, begun));
  return { outcome: 'begun', draft };
}
