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

/** A request of one's own with what happened to it, and the documents that were added to it and wait to be sent. */
export type OpenAmendment = ReadSubmission & {
  events: readonly SubmissionEvent[];
  waiting: readonly WaitingAttachment[];
};

/**
 * Throws NotFound for one that is not theirs. `reference` is eleven digits. The documents that wait are read before the
 * request: when another press of the button sends them meanwhile, the request that is read says so by its revision, and
 * nobody is told that they are missing.
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

/** `shown` are the fields that the form showed; `keepsDocuments` where those that were filed stay unless they are ticked. */
type Typing = { wanted: readonly string[]; typed: Typed; shown: readonly string[]; keepsDocuments: boolean };

/** Reads what was typed of a request that is completed or corrected. */
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

/** What was filed stays, but for what is ticked to leave; what waits comes after it, or takes the place of the only one. */
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

/** The name of the boxes by which documents that were filed leave a field. */
export const leavingName = (field: string): string => `leaving-${field}`;

/** Returns the ids of the documents that wait, by the field that they wait for. */
export function waitingByField(waiting: readonly WaitingAttachment[]): Answers {
  const ids: Record<string, string[]> = {};
  for (const { id, waitsFor } of waiting) ids[waitsFor] = [...(ids[waitsFor] ?? []), id];
  return ids;
}
