import type { Language } from '../../../../domain/language.ts';
import type { Answer, Answers } from '../../../procedures/definition/answers.ts';
import { actAsFiler } from '../../filer/act-as-filer.ts';
import type { Filer } from '../../filer/filer.ts';
import { updateDraftStep } from '../drafts.repository.ts';
import { type DraftApp, getOwnDraft, type OwnDraft } from '../own-draft.ts';
import { sealAnswers } from '../sealed-answers.ts';
import type { StepReading } from './read-step.ts';

type Save = {
  own: OwnDraft;
  filer: Filer;
  step: string;
  /** The revision that the form was shown with. */
  seen: number;
  language: Language;
  reading: StepReading;
};
export type SaveStepOutcome =
  | { outcome: 'saved'; revision: number }
  /** Another tab wrote this step since: what stands there now. */
  | { outcome: 'newer'; own: OwnDraft };

/** Writes the answers of one step, unless that step was written since its form was shown and now says something else. */
export async function saveStep(
  app: DraftApp,
  { own, filer, step, seen, language, reading }: Save,
): Promise<SaveStepOutcome> {
  const { draft, definition } = own;
  const of = { id: draft.id, filerId: filer.id };
  const set = sealAnswers(app.sealing, definition, { of: draft.id, answers: reading.set });
  const saved = { step, seen, language, set, removed: reading.removed };
  const revision = await actAsFiler(app, filer, (tx) => updateDraftStep(tx, of, saved));
  if (revision !== null) return { outcome: 'saved', revision };
  const newer = await getOwnDraft(app, { id: draft.id, filer });
  if (!saysTheSame(newer.draft.answers, reading)) return { outcome: 'newer', own: newer };
  return { outcome: 'saved', revision: newer.draft.revision };
}

function saysTheSame(answers: Answers, { set, removed }: StepReading): boolean {
  const same = Object.entries(set).every(([field, answer]) => inOneOrder(answers[field]) === inOneOrder(answer));
  return same && removed.every((field) => answers[field] === undefined);
}

/** Writes an answer as text with its parts in one order, as jsonb returns them in an order of its own. */
export function inOneOrder(answer: Answer | undefined): string {
  return JSON.stringify(answer, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}
