import type { App } from '../../../app.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import type { Transaction } from '../../../platform/database.ts';
import type { Answers } from '../../procedures/definition/answers.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import { visibleAnswers } from '../../procedures/journey.ts';
import { sealAnswers, unsealAnswers } from '../draft/sealed-answers.ts';
import { type Filer, profileOfFiler } from '../filer/filer.ts';
import { listSubmissionEvents } from '../follow-up/submission-events.repository.ts';
import { actOnOwnSubmission, type OwnActOutcome } from '../handling/act-on-own-submission.ts';
import type { ChangingApp } from '../handling/change-submission.ts';
import { type FeeAfter, feeAfter } from '../payment/fee-after.ts';
import type { Submission } from '../submission.ts';
import { type AmendingObstacle, findAmendingObstacle } from './amending-obstacle.ts';
import { type Amendment, MAY_AMEND } from './amendment.ts';
import { changedIds, isSameAnswer } from './changed-ids.ts';
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
  /** The ids of the added documents, which are sent with the answers. */
  documents: readonly string[];
};
export type AmendOutcome = OwnActOutcome | AmendingObstacle;

/**
 * Writes new answers to some fields of a filed request, with the documents that were added for them and the fee that
 * they make. The event keeps the answers before, for the staff. Throws NotFound for a request that is not theirs.
 */
export async function amendSubmission(
  app: AmendingApp,
  { amendment, reading, asked, documents, ...act }: Amending,
): Promise<AmendOutcome> {
  let obstacle: AmendingObstacle | null = null;
  const outcome = await actOnOwnSubmission(app, act, async (tx, submission, citizen) => {
    if (!MAY_AMEND[amendment](submission)) return null;
    const definition = await app.procedures.form(submission.slug, submission.version);
    obstacle = await findAmendingObstacle(app, tx, { amendment, filer: act.filer, citizen, definition });
    if (obstacle !== null || !(await send(tx, submission.id, documents))) return null;
    const { answers, changed } = amended(app, definition, { submission, reading });
    const fee = await newFee(app, tx, { submission, definition, reading, filer: act.filer });
    const told = fee === null ? {} : { fee: { before: submission.feeCents, after: fee.feeCents } };
    const fields = [...new Set([...asked, ...changed])];
    const event = { name: amendment, detail: { fields, before: submission.answers, ...told } };
    return { event, answers, ...fee, ...(amendment === 'completed' ? { status: 'in-progress' } : {}) };
  });
  return obstacle ?? outcome;
}

type Fee = { submission: Submission; definition: HandledDefinition; reading: Pick<PartReading, 'steps'>; filer: Filer };

async function newFee(
  { clock }: Pick<App, 'clock'>,
  tx: Transaction,
  { submission, definition, reading, filer }: Fee,
): Promise<FeeAfter | null> {
  const answers = visibleAnswers(reading.steps);
  const audience = profileOfFiler(filer, submission.enterpriseNumber)?.kind ?? 'citizen';
  const events = await listSubmissionEvents(tx, submission.id);
  return feeAfter(definition, submission, { answers, audience, events, today: localDateOf(clock.now()) });
}

/** Returns false, and sends nothing, when another page removed one of the documents meanwhile, or it was found infected. */
async function send(tx: Transaction, submissionId: string, documents: readonly string[]): Promise<boolean> {
  const waiting = (await listWaitingAttachments(tx, submissionId))
    .filter(({ state }) => state !== 'infected')
    .map(({ id }) => id);
  if (documents.some((id) => !waiting.includes(id))) return false;
  for (const id of documents) await updateAsSent(tx, { id, submissionId });
  return true;
}

type Amended = { submission: Submission; reading: Pick<PartReading, 'steps'> };

/**
 * Returns all answers as they will be kept, and the ids of those that differ. An answer that stays the same keeps its
 * seal.
 */
function amended(
  { sealing }: Pick<App, 'sealing'>,
  definition: HandledDefinition,
  { submission: { id: of, answers: kept }, reading }: Amended,
): { answers: Answers; changed: string[] } {
  const before = unsealAnswers(sealing, { of, answers: kept });
  const after = visibleAnswers(reading.steps);
  const sealed = sealAnswers(sealing, definition, { of, answers: after });
  const answers = Object.fromEntries(
    Object.entries(sealed).map(([id, answer]) => [id, isSameAnswer(id, before, after) ? kept[id] : answer]),
  );
  return { answers, changed: changedIds(before, after) };
}
