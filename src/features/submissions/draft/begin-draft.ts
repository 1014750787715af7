import type { App } from '../../../app.ts';
import { actAsFiler } from '../filer/act-as-filer.ts';
import type { Filer } from '../filer/filer.ts';
import { insertDraft, type NewDraft } from './drafts.repository.ts';

type Begin = { filer: Filer; draft: Omit<NewDraft, 'owner'> };

/** Begins a démarche for a profile, in the version of the form that stands today. Returns the id of the draft. */
export function beginDraft(app: Pick<App, 'db'>, { filer, draft }: Begin): Promise<string> {
  const owner = filer.kind === 'citizen' ? { citizenId: filer.id } : { guestId: filer.id };
  return actAsFiler(app, filer, (tx) => insertDraft(tx, { ...draft, owner }));
}
