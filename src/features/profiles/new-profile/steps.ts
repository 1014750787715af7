import { formatEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import type { OrganisationIdentity } from '../organisation/organisations.repository.ts';
import type { Answers, ProfileDraft } from './profile-draft.ts';

type Step = { name: string; isAnswered(draft: ProfileDraft): boolean; pathOf(draft: ProfileDraft): string };

/**
 * The steps that lead to a profile, in order. A new step is one line here and one page, as no other code knows the
 * order.
 */
const JOURNEY = [
  {
    name: 'number',
    // Always answered, as a draft begins with its number.
    isAnswered: () => true,
    pathOf: ({ answers, enterpriseNumber }) =>
      `/profiles/new/${answers.begunAs}?number=${formatEnterpriseNumber(enterpriseNumber)}`,
  },
  {
    name: 'identity',
    isAnswered: ({ answers }) => identityIn(answers) !== null,
    pathOf: ({ id }) => `/profiles/drafts/${id}/identity`,
  },
  {
    name: 'responsibilities',
    // The form of this step creates the profile.
    isAnswered: ({ completed }) => completed,
    pathOf: ({ id }) => `/profiles/drafts/${id}/responsibilities`,
  },
] as const satisfies readonly Step[];

export type StepName = (typeof JOURNEY)[number]['name'];
export const STEPS: readonly StepName[] = JOURNEY.map(({ name }) => name);

/**
 * Returns the first step without an answer, or null once the profile is created. The other functions decide from this.
 */
export function firstUnanswered(draft: ProfileDraft): StepName | null {
  if (draft.completed) return null;
  return JOURNEY.find((step) => !step.isAnswered(draft))?.name ?? null;
}

/** Returns where to go on, without the language: the first step without an answer, or the profile that was created. */
export function pathToResume(draft: ProfileDraft): string {
  const step = firstUnanswered(draft);
  return step === null ? `/profiles/${draft.enterpriseNumber}/contact` : stepAt(placeOf(step)).pathOf(draft);
}

/**
 * Returns null when the step may be shown, else the path to go to instead. A step is not shown before the earlier ones
 * are answered, nor once the profile exists, which is changed on its own pages.
 */
export function pathInsteadOf(step: StepName, draft: ProfileDraft): string | null {
  const reached = firstUnanswered(draft);
  return reached !== null && placeOf(step) <= placeOf(reached) ? null : pathToResume(draft);
}

/** Returns the path of the step after an answered one, or of an earlier step that still lacks an answer. */
export function pathAfter(step: StepName, draft: ProfileDraft): string {
  const following = STEPS[placeOf(step) + 1];
  if (following === undefined) return pathToResume(draft);
  return pathInsteadOf(following, draft) ?? stepAt(placeOf(following)).pathOf(draft);
}

/** Returns the path of the back link. The first step has none, as it is shown before there is a draft. */
export function pathBefore(step: Exclude<StepName, 'number'>, draft: ProfileDraft): string {
  return stepAt(placeOf(step) - 1).pathOf(draft);
}

/** Returns what the citizen said about the organisation, or null while a required part is missing. */
export function identityIn({ name, kind, vatLiable, legalForm = null }: Answers): OrganisationIdentity | null {
  if (name === undefined || kind === undefined || vatLiable === undefined) return null;
  return { name, kind, vatLiable, legalForm };
}

const placeOf = (step: StepName): number => STEPS.indexOf(step);

function stepAt(place: number): Step {
  const step = JOURNEY[place];
  if (step === undefined) throw new RangeError(`the journey has no step ${place}`);
  return step;
}
