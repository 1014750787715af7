import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import type { KnownDocuments } from '../../procedures/fields/field-kind.ts';
import { type VisibleStep, walk } from '../../procedures/journey.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import type { Attachment } from '../attachments/attachment.ts';
import { listAttachmentsOfSubmission } from '../attachments/attachments.repository.ts';
import { knownDocuments } from '../attachments/known-documents.ts';
import { unsealAnswers } from '../draft/sealed-answers.ts';
import type { Submission } from '../submission.ts';
import { submissionPath } from './submission-path.ts';
import { findSubmission } from './submissions.repository.ts';

export type SubmissionApp = Pick<App, 'db' | 'sealing'> & { procedures: Procedures };
/** A submission with its numbers readable, the form it was filed with, and the steps that were answered. */
export type OwnSubmission = {
  submission: Submission;
  definition: HandledDefinition;
  steps: readonly VisibleStep[];
  attachments: readonly Attachment[];
  /** The same, as pages name them. */
  documents: KnownDocuments;
};

/** Throws NotFound for one that is not theirs. `reference` is eleven digits; `readerId` is of a citizen or a guest. */
export async function getOwnSubmission(
  app: SubmissionApp,
  { reference, readerId }: { reference: string; readerId: string },
): Promise<OwnSubmission> {
  const found = await findSubmission(app.db, { reference, citizenId: readerId });
  if (found === null) throw new NotFound();
  const answers = unsealAnswers(app.sealing, { of: found.id, answers: found.answers });
  const definition = await app.procedures.form(found.slug, found.version);
  const attachments = await listAttachmentsOfSubmission(app.db, found.id);
  const documents = knownDocuments(attachments, `${submissionPath(reference)}/documents`);
  return { submission: { ...found, answers }, definition, steps: walk(definition, answers), attachments, documents };
}
