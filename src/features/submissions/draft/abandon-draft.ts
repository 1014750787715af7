import type { App } from '../../../app.ts';
import { actAsFiler } from '../filer/act-as-filer.ts';
import type { Filer } from '../filer/filer.ts';
import { deleteDraft } from './drafts.repository.ts';

/** Deletes a draft and its answers at once. */
export function abandonDraft(app: Pick<App, 'db'>, filer: Filer, id: string): Promise<void> {
  return actAsFiler(app, filer, (tx) => deleteDraft(tx, { id, filerId: filer.id }));
}
