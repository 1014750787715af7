import type { App } from '../../../app.ts';
import type { JobTitle } from '../../../domain/job-titles.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { fullName } from '../../../domain/person-name.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { findMembership, insertMembership } from '../members/memberships.repository.ts';
import { insertOrganisation } from '../organisation/organisations.repository.ts';
import type { ProfileDraft } from './profile-draft.ts';
import { findProfileDraft, updateProfileDraftCompleted } from './profile-drafts.repository.ts';
import { identityIn } from './steps.ts';

export type CreateProfileOutcome =
  | { outcome: 'created' }
  | { outcome: 'already-member' }
  | { outcome: 'taken' }
  | { outcome: 'unanswered' };
type Create = { actor: CitizenActor; draft: ProfileDraft; jobTitle: JobTitle };

/**
 * Creates the organisation and its first manager in one transaction. When several people press « Créer » at once, the
 * primary key lets one through. A second press on the same draft finds the profile that the first created.
 */
export async function createProfile(
  app: Pick<App, 'db'>,
  { actor, draft, jobTitle }: Create,
): Promise<CreateProfileOutcome> {
  const { enterpriseNumber } = draft;
  const identity = identityIn(draft.answers);
  if (identity === null) return { outcome: 'unanswered' };
  const created = await actAsCitizen(app, actor, async (tx, citizen) => {
    if (!(await insertOrganisation(tx, { enterpriseNumber, ...identity }))) return false;
    const { id: citizenId, email, language: preferredLanguage } = citizen;
    const manager = { enterpriseNumber, citizenId, role: 'manager', jobTitle, preferredLanguage, email } as const;
    // The account was closed or suspended after the page was opened, so nothing is created.
    if (!(await insertMembership(tx, manager))) throw new NotFound();
    const person = fullName(citizen);
    const event = { enterpriseNumber, name: 'profile-created', person, by: { kind: 'oneself' } } as const;
    await insertOrganisationEvent(tx, event);
    await updateProfileDraftCompleted(tx, { id: draft.id, citizenId });
    return true;
  });
  if (created) return { outcome: 'created' };
  const own = await findMembership(app.db, { enterpriseNumber, citizenId: actor.id });
  if (own === null) return { outcome: 'taken' };
  // Read again, as another press may have created it since the draft was read.
  const now = await findProfileDraft(app.db, { id: draft.id, citizenId: actor.id });
  return { outcome: now?.completed === true ? 'created' : 'already-member' };
}
