import type { App } from '../../../app.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { insertDraft, type NewDraft } from './drafts.repository.ts';

type Begin = { actor: CitizenActor; draft: Omit<NewDraft, 'citizenId'> };

/** Begins a démarche for a profile, in the version of the form that stands today. Returns the id of the draft. */
export function beginDraft(app: Pick<App, 'db'>, { actor, draft }: Begin): Promise<string> {
  return actAsCitizen(app, actor, (tx) => insertDraft(tx, { ...draft, citizenId: actor.id }));
}
