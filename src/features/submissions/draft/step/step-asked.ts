import { NotFound } from '../../../../domain/not-found.ts';
import type { StepDefinition } from '../../../procedures/definition/definition.ts';
import type { Typed } from '../../../procedures/fields/field-kind.ts';
import { mayOpen } from '../../../procedures/journey.ts';
import type { OwnDraft } from '../own-draft.ts';

/** Returns the step with that id. Throws NotFound when the form has none. */
export function stepOf({ definition }: OwnDraft, id: unknown): StepDefinition {
  const step = definition.steps.find((one) => one.id === id);
  if (step === undefined) throw new NotFound();
  return step;
}

/** Returns the step that a form was sent for. Throws NotFound too when that step may not be opened yet. */
export function stepToFill(own: OwnDraft, id: unknown): StepDefinition {
  const step = stepOf(own, id);
  if (!mayOpen(own.steps, step.id)) throw new NotFound();
  return step;
}

/** Returns the revision that a form was shown with; null when it names none. */
export function revisionIn(typed: Typed): number | null {
  const [revision = ''] = typed['revision'] ?? [];
  return /^\d{1,9}$/.test(revision) ? Number(revision) : null;
}
