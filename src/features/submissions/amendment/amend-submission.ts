import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import type { Answers } from '../../procedures/definition/answers.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import { visibleAnswers } from '../../procedures/journey.ts';
import { sealAnswers, unsealAnswers } from '../draft/sealed-answers.ts';
import { inOneOrder } from '../draft/step/save-step.ts';
import type { Filer } from '../filer/filer.ts';
import { actOnOwnSubmission, type OwnActOutcome } from '../handling/act-on-own-submission.ts';
import type { ChangingApp } from '../handling/change-submission.ts';
import type { Submission } from '../submission.ts';
import { type Amendment, MAY_AMEND } from './amendment.ts';
import type { PartReading } from './read-part.ts';
import { listWaitingAttachments, updateAsSent } from './waiting-attachments.repository.ts';

export type AmendingApp = Pick<App, 'db' | 'sealing'> & ChangingApp;
type Amending = {
  reference: string;
  filer: Filer;
  /** The revision whose answers were read. */
  seen: number;
  amendment: Amendment;
  reading: PartReading;
  /** The fields that were asked for, which the event names whether they changed or not. */
  asked: readonly string[];
  /** The documents that wait, to be sent with the answers. */
  documents: readonly string[];
};

/**
 * Writes new answers to some fields of a filed request, with the documents that wait for them. The answers before are
 * kept in the event, for the staff to see the difference. Throws NotFound for a request that is not theirs.
 */
export function amendSubmission(
  app: AmendingApp,
  { amendment, reading, asked, documents, ...act }: Amending,
): Promise<OwnActOutcome> {
  return actOnOwnSubmission(app, act, async (tx, submission) => {
    if (!MAY_AMEND[amendment](submission) || !(await send(tx, submission.id, documents))) return null;
    const definition = await app.procedures.form(submission.slug, submission.version);
    const { answers, changed } = amended(app, definition, { submission, reading });
    const fields = [...new Set([...asked, ...changed])];
    const event = { name: amendment, detail: { fields, before: submission.answers } };
    return amendment === 'completed' ? { event, answers, status: 'in-progress' } : { event, answers };
  });
}

/** Returns false, and sends nothing, when another page removed one of the documents meanwhile. */
async function send(tx: Transaction, submissionId: string, documents: readonly string[]): Promise<boolean> {
  const waiting = (await listWaitingAttachments(tx, submissionId)).map(({ id }) => id);
  if (documents.some((id) => !waiting.includes(id))) return false;
  for (const id of documents) await updateAsSent(tx, { id, submissionId });
  return true;
}

type Amended = { submission: Submission; reading: Pick<PartReading, 'steps'> };

/** All answers as they will be kept, and the ids of those that differ. What stays the same stays sealed as it was. */
function amended(
  { sealing }: Pick<App, 'sealing'>,
  definition: HandledDefinition,
  { submission: { id: of, answers: kept }, reading }: Amended,
): { answers: Answers; changed: string[] } {
  const before = unsealAnswers(sealing, { of, answers: kept });
  const after = visibleAnswers(reading.steps);
  const sealed = sealAnswers(sealing, definition, { of, answers: after });
  const isSame = (id: string) => inOneOrder(before[id]) === inOneOrder(after[id]);
  const answers = Object.fromEntries(
    Object.entries(sealed).map(([id, answer]) => [id, isSame(id) ? kept[id] : answer]),
  );
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return { answers, changed: ids.filter((id) => !isSame(id)) };
}
