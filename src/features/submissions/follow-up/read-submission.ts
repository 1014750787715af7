import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { Contact } from '../../procedures/definition/closure.ts';
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
export type ReadSubmission = {
  submission: Submission;
  definition: HandledDefinition;
  steps: readonly VisibleStep[];
  attachments: readonly Attachment[];
  /** `attachments`, in the form in which the fields of a form show documents. */
  documents: KnownDocuments;
  /** The present contact of the department for the démarche; null where it is that of the commune. */
  contact: Contact | null;
};

/** Throws NotFound for one that is not theirs. `reference` is eleven digits; `readerId` is of a citizen or a guest. */
export async function getOwnSubmission(
  app: SubmissionApp,
  { reference, readerId }: { reference: string; readerId: string },
): Promise<ReadSubmission> {
  const found = await findSubmission(app.db, { reference, citizenId: readerId });
  if (found === null) throw new NotFound();
  return readSubmission(app, { found, documentsUnder: `${submissionPath(reference)}/documents` });
}

type Found = {
  found: Submission;
  /** The path under which its documents are handed out to whoever reads it, without the language. */
  documentsUnder: string;
};

/** Reads what belongs to a submission that the caller found to be theirs to read. */
export async function readSubmission(app: SubmissionApp, { found, documentsUnder }: Found): Promise<ReadSubmission> {
  const answers = unsealAnswers(app.sealing, { of: found.id, answers: found.answers });
  const definition = await app.procedures.form(found.slug, found.version);
  const attachments = await listAttachmentsOfSubmission(app.db, found.id);
  const documents = knownDocuments(attachments, documentsUnder);
  const contact = app.procedures.current(found.slug)?.definition.contact ?? null;
  const steps = walk(definition, answers);
  return { submission: { ...found, answers }, definition, steps, attachments, documents, contact };
}
