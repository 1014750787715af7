import { fullName } from '../../../domain/person-name.ts';
import type { Translate } from '../../../web/page/texts.ts';
import type { OwnProfile } from '../../accounts/citizens.repository.ts';
import type { Answer, Answers } from '../../procedures/definition/answers.ts';
import type { StepDefinition } from '../../procedures/definition/definition.ts';
import type { PROPOSALS } from '../../procedures/definition/field-definition.ts';
import type { Membership } from '../../profiles/members/memberships.repository.ts';
import type { Filer } from '../filer/filer.ts';
import type { OwnDraft } from './own-draft.ts';

export type Known = Partial<Record<(typeof PROPOSALS)[number], Answer>>;
export type ActingAs = { filer: Filer; profile: OwnProfile | null; membership: Membership | null };

/** Names whom the draft is filed for: « Lucie Lambert », « Brasserie Dubois ». */
export function nameOfActing(filer: Filer, profile: OwnProfile | null, t: Translate): string {
  if (filer.kind === 'guest') return t('submissions:guest.name');
  if (filer.kind === 'desk') return filer.citizen === null ? t('submissions:desk.name') : fullName(filer.citizen);
  return profile?.name ?? fullName(filer.citizen);
}

/** Returns the values that the account and the acting profile propose as answers. */
export function knownOf({ filer, profile, membership }: ActingAs, t: Translate): Known {
  if (filer.kind === 'guest' || filer.citizen === null) return {};
  const { citizen } = filer;
  const phone = membership?.mobile ?? membership?.landline;
  return {
    firstName: citizen.firstName,
    lastName: citizen.lastName,
    email: membership?.email ?? citizen.email,
    ...(phone ? { phone } : {}),
    ...(profile === null ? {} : { enterpriseNumber: profile.enterpriseNumber, organisationName: profile.name }),
    ...(membership === null ? {} : { jobTitle: t(`profiles:jobTitle.${membership.jobTitle}`) }),
  };
}

/**
 * Answers to propose where a step is shown for the first time: what was saved once, also as empty, is not proposed again,
 * unless the draft moved to another profile since. Fields that a condition still hides get theirs too, as an answer on
 * the same page may show them.
 */
export function proposalsFor({ draft }: Pick<OwnDraft, 'draft'>, step: StepDefinition, known: Known): Answers {
  if ((draft.stepRevisions[step.id] ?? 0) > draft.profileRevision) return {};
  const open = step.fields.filter(({ id }) => draft.answers[id] === undefined);
  const proposed = open.flatMap((field) => {
    const answer = 'propose' in field && field.propose !== undefined ? known[field.propose] : undefined;
    return answer === undefined || answer === '' ? [] : [[field.id, answer] as const];
  });
  return Object.fromEntries(proposed);
}
