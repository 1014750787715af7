import type { App } from '../../../app.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { Answers } from '../../procedures/definition/answers.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import { documentIds, mostDocuments } from '../../procedures/fields/document.ts';
import type { Typed } from '../../procedures/fields/field-kind.ts';
import { knownDocuments } from '../attachments/known-documents.ts';
import { getOwnSubmission, type ReadSubmission, type SubmissionApp } from '../follow-up/read-submission.ts';
import { listSubmissionEvents } from '../follow-up/submission-events.repository.ts';
import { submissionPath } from '../follow-up/submission-path.ts';
import { findSubmission } from '../follow-up/submissions.repository.ts';
import type { SubmissionEvent } from '../handling/submission-event.ts';
import { type PartReading, readPart } from './read-part.ts';
import { listWaitingAttachments, type WaitingAttachment } from './waiting-attachments.repository.ts';

/** A request of the reader's own with its events, and the documents that were added to it and are not sent yet. */
export type OpenAmendment = ReadSubmission & {
  events: readonly SubmissionEvent[];
  waiting: readonly WaitingAttachment[];
};

/**
 * Returns the request with this reference, eleven digits. Throws NotFound for one that is not theirs. The waiting
 * documents are read before the request: when another press of the button sends them meanwhile, the revision of the
 * request has changed, and nobody is told that they are missing.
 */
export async function openAmendment(
  app: SubmissionApp,
  asked: { reference: string; readerId: string },
): Promise<OpenAmendment> {
  const found = await findSubmission(app.db, { reference: asked.reference, citizenId: asked.readerId });
  if (found === null) throw new NotFound();
  const waiting = await listWaitingAttachments(app.db, found.id);
  const own = await getOwnSubmission(app, asked);
  const events = await listSubmissionEvents(app.db, own.submission.id);
  const documents = knownDocuments([...own.attachments, ...waiting], `${submissionPath(asked.reference)}/documents`);
  return { ...own, documents, events, waiting };
}

/** `shown` lists the fields that the form showed. `keepsDocuments` keeps filed documents unless they are ticked. */
type Typing = { wanted: readonly string[]; typed: Typed; shown: readonly string[]; keepsDocuments: boolean };

/** Reads the form by which a request is completed or corrected. */
export function readAmendment(
  { clock }: Pick<App, 'clock'>,
  { submission, definition, waiting }: OpenAmendment,
  { keepsDocuments, ...typing }: Typing,
): PartReading {
  const { answers } = submission;
  const today = localDateOf(clock.now());
  const added = waitingByField(waiting);
  const documents = keepsDocuments
    ? { ...added, ...keptWith(added, { definition, answers, typed: typing.typed }) }
    : added;
  return readPart(definition, { ...typing, answers, documents, keepsSame: keepsDocuments, today });
}

type Kept = { definition: HandledDefinition; answers: Answers; typed: Typed };

/**
 * Returns the documents of each field: the filed ones that are not ticked to leave, then the added ones. In a field
 * that takes one document the added one replaces the filed one.
 */
function keptWith(added: Answers, { definition, answers, typed }: Kept): Answers {
  const fields = definition.steps.flatMap((step) => step.fields).filter((field) => field.type === 'file');
  return Object.fromEntries(
    fields.map((field) => {
      const { id } = field;
      const others = documentIds(added[id]);
      const leaves = typed[leavingName(id)] ?? [];
      const stays = documentIds(answers[id]).filter((one) => !leaves.includes(one));
      return [id, mostDocuments(field) === 1 && others.length > 0 ? others : [...stays, ...others]];
    }),
  );
}

/** Returns the name of the tick boxes by which filed documents leave a field. */
export const leavingName = (field: string): string => `leaving-${field}`;

/** Returns the ids of the documents that are not sent yet, by the field that each is for. */
export function waitingByField(waiting: readonly WaitingAttachment[]): Answers {
  const ids: Record<string, string[]> = {};
  for (const { id, waitsFor } of waiting) ids[waitsFor] = [...(ids[waitsFor] ?? []), id];
  return ids;
}
