import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { Db } from '../../../platform/database.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import type { KnownDocuments } from '../../procedures/fields/field-kind.ts';
import { type VisibleStep, walk } from '../../procedures/journey.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import type { Attachment } from '../attachments/attachment.ts';
import { listAttachmentsOfDraft } from '../attachments/attachments.repository.ts';
import { knownDocuments } from '../attachments/known-documents.ts';
import { draftPath, type Filer } from '../filer/filer.ts';
import type { Draft } from './draft.ts';
import { type DraftStanding, standingOf } from './draft-standing.ts';
import { findDraft } from './drafts.repository.ts';
import { unsealAnswers } from './sealed-answers.ts';

export type DraftApp = Pick<App, 'clock' | 'db' | 'sealing'> & { procedures: Procedures };
/**
 * A draft with its numbers readable, the form of its version, the steps that its answers ask for, and whether it can be
 * filed today.
 */
export type OwnDraft = {
  draft: Draft;
  /** The address of its pages, without the language; it depends on who fills the draft in. */
  path: string;
  definition: HandledDefinition;
  steps: readonly VisibleStep[];
  standing: DraftStanding;
  attachments: readonly Attachment[];
  /** `attachments`, in the form in which the fields of a form show documents. */
  documents: KnownDocuments;
};

/** Throws NotFound for a draft that is somebody else's, or of an organisation one no longer acts for. */
export async function getOwnDraft(app: DraftApp, { id, filer }: { id: string; filer: Filer }): Promise<OwnDraft> {
  const found = await findDraft(app.db, { id, filerId: filer.id });
  if (found === null) throw new NotFound();
  const definition = await app.procedures.form(found.slug, found.version);
  const attachments = await attachmentsOf(app.db, found.id, definition);
  return ownDraft(app, found, { path: draftPath(filer, id), definition, attachments });
}

/** Returns the documents of a draft. Most forms ask for none, and spare the statement. */
export async function attachmentsOf(db: Db, id: string, { steps }: HandledDefinition): Promise<readonly Attachment[]> {
  const asked = steps.some(({ fields }) => fields.some(({ type }) => type === 'file'));
  return asked ? await listAttachmentsOfDraft(db, id) : [];
}

type Read = Pick<OwnDraft, 'path' | 'definition' | 'attachments'>;

/** Returns a draft as it was read from its row, with the form of its version and its documents. */
export function ownDraft(app: DraftApp, found: Draft, { path, definition, attachments }: Read): OwnDraft {
  const answers = unsealAnswers(app.sealing, { of: found.id, answers: found.answers });
  const standing = standingOf(app.procedures, found, app.clock.now());
  const documents = knownDocuments(attachments, `${path}/documents`);
  return {
    draft: { ...found, answers },
    path,
    definition,
    steps: walk(definition, answers),
    standing,
    attachments,
    documents,
  };
}
