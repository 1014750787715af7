import { formatEnterpriseNumber } from '../../../domain/enterprise-number.ts';
import type { OrganisationIdentity } from '../organisation/organisations.repository.ts';
import type { Answers, ProfileDraft } from './profile-draft.ts';

type Step = { name: string; isAnswered(draft: ProfileDraft): boolean; pathOf(draft: ProfileDraft): string };

/** The journey that ends in a profile, in its order: a step is a line here and a page, and nothing else knows the order. */
const JOURNEY = [
  {
    name: 'number',
    // A draft begins with its number.
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
    // Its answer is what creates the profile.
    isAnswered: ({ completed }) => completed,
    pathOf: ({ id }) => `/profiles/drafts/${id}/responsibilities`,
  },
] as const satisfies readonly Step[];

export type StepName = (typeof JOURNEY)[number]['name'];
export const STEPS: readonly StepName[] = JOURNEY.map(({ name }) => name);

/** Null once the profile is created. Whatever else is decided about the journey is decided from this. */
export function firstUnanswered(draft: ProfileDraft): StepName | null {
  if (draft.completed) return null;
  return JOURNEY.find((step) => !step.isAnswered(draft))?.name ?? null;
}

/** Where the journey goes on, without the language: the first step without an answer, then what was created. */
export function pathToResume(draft: ProfileDraft): string {
  const step = firstUnanswered(draft);
  return step === null ? `/profiles/${draft.enterpriseNumber}/contact` : stepAt(placeOf(step)).pathOf(draft);
}

/**
 * Null for a step that may be shown. Otherwise where to go in its place: a step is not shown before those ahead of it are
 * answered, nor once the profile is created, which is changed on its own pages.
 */
export function pathInsteadOf(step: StepName, draft: ProfileDraft): string | null {
  const reached = firstUnanswered(draft);
  return reached !== null && placeOf(step) <= placeOf(reached) ? null : pathToResume(draft);
}

/** Once the step is answered: the step that follows it, but none beyond a step without an answer. */
export function pathAfter(step: StepName, draft: ProfileDraft): string {
  const following = STEPS[placeOf(step) + 1];
  if (following === undefined) return pathToResume(draft);
  return pathInsteadOf(following, draft) ?? stepAt(placeOf(following)).pathOf(draft);
}

/** Where the back link leads. The first step has none: it is shown before there is a draft. */
export function pathBefore(step: Exclude<StepName, 'number'>, draft: ProfileDraft): string {
  return stepAt(placeOf(step) - 1).pathOf(draft);
}

/** What was said of the organisation; null until all that must be said is. */
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
