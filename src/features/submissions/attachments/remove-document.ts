import type { App } from '../../../app.ts';
import { documentIds } from '../../procedures/fields/document.ts';
import { lockDraft, updateDraftDocuments } from '../draft/drafts.repository.ts';
import { actAsFiler } from '../filer/act-as-filer.ts';
import type { Filer } from '../filer/filer.ts';
import { deleteAttachment } from './attachments.repository.ts';

type Remove = { draftId: string; filer: Filer; field: string; id: string };

/**
 * Takes a document out of a draft. One that another tab has removed already is no error. Its content leaves the storage
 * with the nightly sweep, as do those of a draft that is deleted.
 */
export function removeDocument(app: Pick<App, 'db'>, { draftId, filer, field, id }: Remove): Promise<void> {
  const of = { id: draftId, filerId: filer.id };
  return actAsFiler(app, filer, async (tx) => {
    const documents = documentIds((await lockDraft(tx, of))?.answers[field]);
    if (!documents.includes(id)) return;
    await updateDraftDocuments(tx, of, { field, documents: documents.filter((one) => one !== id) });
    await deleteAttachment(tx, { id, draftId });
  });
}
