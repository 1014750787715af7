import type { App } from '../../../app.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { deleteDraft } from './drafts.repository.ts';

/** What was begun and will not be filed is gone at once, with its answers. */
export function abandonDraft(app: Pick<App, 'db'>, actor: CitizenActor, id: string): Promise<void> {
  return actAsCitizen(app, actor, (tx) => deleteDraft(tx, { id, citizenId: actor.id }));
}
