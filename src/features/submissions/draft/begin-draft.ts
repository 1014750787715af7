import type { App } from '../../../app.ts';
import { actAsFiler } from '../filer/act-as-filer.ts';
import type { CitizenFiler } from '../filer/filer.ts';
import type { NewDraft } from './draft.ts';
import { insertDraft } from './drafts.repository.ts';
import { findUntouchedDraft } from './untouched-drafts.repository.ts';

type Begin = {
  filer: CitizenFiler;
  draft: Omit<NewDraft, 'owner'>;
  /** The one that changed last of those the person was shown before they asked for this one; null for none. */
  known: string | null;
};

/**
 * Begins a démarche for a profile, in the version of the form that stands today. Returns the id of the draft: that of the
 * one begun a moment ago, when the button was pressed twice.
 */
export function beginDraft(app: Pick<App, 'db'>, { filer, draft, known }: Begin): Promise<string> {
  const begun = { ...draft, owner: { citizenId: filer.id } };
  return actAsFiler(
    app,
    filer,
    async (tx) => (await findUntouchedDraft(tx, begun, known)) ?? (await insertDraft(tx, begun)),
  );
}
