import type { App } from '../../../app.ts';
import type { OrganisationKind } from '../../../domain/legal-forms.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { findMembership } from '../members/memberships.repository.ts';
import { findOrganisation } from '../organisation/organisations.repository.ts';
import type { ProfileDraft } from './profile-draft.ts';
import { insertProfileDraft } from './profile-drafts.repository.ts';

export type BeginProfileOutcome =
  | { outcome: 'begun'; draft: ProfileDraft }
  | { outcome: 'already-member' }
  | { outcome: 'taken' };
type Begin = { actor: CitizenActor; enterpriseNumber: EnterpriseNumber; kind: OrganisationKind };

/** Begins a draft for a number that has no profile yet. Two tabs make two drafts, once the first is answered. */
export async function beginProfile(
  app: Pick<App, 'db'>,
  { actor, enterpriseNumber, kind }: Begin,
): Promise<BeginProfileOutcome> {
  const citizenId = actor.id;
  if ((await findMembership(app.db, { enterpriseNumber, citizenId })) !== null) return { outcome: 'already-member' };
  if ((await findOrganisation(app.db, enterpriseNumber)) !== null) return { outcome: 'taken' };
  const begun = { citizenId, enterpriseNumber, answers: { begunAs: kind } };
  const draft = await actAsCitizen(app, actor, (tx) => insertProfileDraft(tx, begun));
  return { outcome: 'begun', draft };
}
