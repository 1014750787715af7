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
  definition: HandledDefinition;
  steps: readonly VisibleStep[];
  standing: DraftStanding;
  attachments: readonly Attachment[];
  /** The same, as pages name them. */
  documents: KnownDocuments;
};

/** Throws NotFound for a draft that is somebody else's, or of an organisation one no longer acts for. */
export async function getOwnDraft(app: DraftApp, of: { id: string; filerId: string }): Promise<OwnDraft> {
  const found = await findDraft(app.db, of);
  if (found === null) throw new NotFound();
  const definition = await app.procedures.form(found.slug, found.version);
  return ownDraft(app, found, { definition, attachments: await attachmentsOf(app.db, found.id, definition) });
}

/** Returns the documents of a draft. Most forms ask for none, and spare the statement. */
export async function attachmentsOf(db: Db, id: string, { steps }: HandledDefinition): Promise<readonly Attachment[]> {
  const asked = steps.some(({ fields }) => fields.some(({ type }) => type === 'file'));
  return asked ? await listAttachmentsOfDraft(db, id) : [];
}

type Read = Pick<OwnDraft, 'definition' | 'attachments'>;

/** Returns a draft as it was read from its row, with the form of its version and its documents. */
export function ownDraft(app: DraftApp, found: Draft, { definition, attachments }: Read): OwnDraft {
  const answers = unsealAnswers(app.sealing, { of: found.id, answers: found.answers });
  const standing = standingOf(app.procedures, found, app.clock.now());
  const documents = knownDocuments(attachments, `/drafts/${found.id}/documents`);
  return {
    draft: { ...found, answers },
    definition,
    steps: walk(definition, answers),
    standing,
    attachments,
    documents,
  };
}
