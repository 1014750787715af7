import type { App } from '../../../app.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import type { OrganisationIdentity } from '../organisation/organisations.repository.ts';
import type { ProfileDraft } from './profile-draft.ts';
import { updateProfileDraft } from './profile-drafts.repository.ts';

type Answer = { actor: CitizenActor; draft: ProfileDraft; identity: OrganisationIdentity };

/** Saves step 2 and returns the draft with its new answers. A completed draft is not changed in the database. */
export async function answerIdentity(app: Pick<App, 'db'>, { actor, draft, identity }: Answer): Promise<ProfileDraft> {
  const answers = { begunAs: draft.answers.begunAs, ...identity };
  await actAsCitizen(app, actor, (tx) => updateProfileDraft(tx, { id: draft.id, citizenId: actor.id }, answers));
  return { ...draft, answers };
}
