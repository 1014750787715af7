import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { walk } from '../../procedures/journey.ts';
import { askableIds } from '../amendment/askable-fields.ts';
import { unsealAnswers } from '../draft/sealed-answers.ts';
import type { Filer } from '../filer/filer.ts';
import { listSubmissionEvents } from '../follow-up/submission-events.repository.ts';
import { actOnOwnSubmission, type OwnActOutcome } from '../handling/act-on-own-submission.ts';
import type { ChangingApp } from '../handling/change-submission.ts';
import { citizenOrGuest, isSameActor, type Sender } from '../handling/submission-actor.ts';
import type { Submission } from '../submission.ts';
import { correctionState } from './correction-state.ts';
import { waitingCorrections } from './waiting-corrections.ts';

type Wanted = { fields: readonly string[]; text: string };
type Requesting = { reference: string; filer: Filer; wanted: Wanted };
type RequestingApp = Pick<App, 'db' | 'sealing'> & ChangingApp;

/**
 * Asks the commune to correct a request that it has taken. Nothing that happened meanwhile stands in the way, but its end.
 * The same words twice, while they wait for an answer, are one request. Throws NotFound for one that is not theirs.
 */
export async function requestCorrection(
  app: RequestingApp,
  { reference, filer, wanted }: Requesting,
): Promise<OwnActOutcome> {
  let there = false;
  const outcome = await actOnOwnSubmission(app, { reference, filer, seen: null }, async (tx, submission, citizen) => {
    if (correctionState(submission) !== 'request') return null;
    const known = await knownFields(app, submission);
    const detail = { fields: known.filter((id) => wanted.fields.includes(id)), text: wanted.text };
    there = await isThere(tx, { submission, detail, by: citizenOrGuest(citizen) });
    return there ? null : { event: { name: 'correction-requested', detail } };
  });
  return there ? 'done' : outcome;
}

async function knownFields({ procedures, sealing }: RequestingApp, submission: Submission): Promise<string[]> {
  const { id, slug, version, answers } = submission;
  const definition = await procedures.form(slug, version);
  return askableIds(walk(definition, unsealAnswers(sealing, { of: id, answers })));
}

type Same = { submission: Submission; detail: Wanted; by: Sender };

async function isThere(tx: Transaction, { submission, detail, by }: Same): Promise<boolean> {
  const waiting = waitingCorrections(await listSubmissionEvents(tx, submission.id));
  return waiting.some(
    (one) =>
      isSameActor(one.by, by) &&
      one.content.detail.text === detail.text &&
      one.content.detail.fields.join() === detail.fields.join(),
  );
}
