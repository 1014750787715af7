import type { LocalDate } from '../../../domain/local-date.ts';
import type { Citizen } from '../../accounts/citizens.repository.ts';
import { firstUnanswered } from '../../procedures/journey.ts';
import { passedLimits } from '../../procedures/limit-problems.ts';
import { brokenRules } from '../../procedures/rule-problems.ts';
import { infectedStep } from '../attachments/scanning/infected-documents.ts';
import type { OwnDraft } from '../draft/own-draft.ts';
import type { Filer } from '../filer/filer.ts';

/** A reason why a draft cannot be filed, whatever is answered and ticked. */
export type FilingObstacle =
  /** The démarche is not open today, or no longer handled here. */
  | 'closed'
  /** The account's address is not confirmed. */
  | 'unconfirmed'
  /** The law asks for more than an account. */
  | 'identification';

/** Why a request cannot be filed as it is. Nothing is lost: the draft stays as it was. */
export type FilingProblem =
  /** A step misses an answer, or holds a document that was found infected. */
  | { problem: 'unanswered'; step: string }
  /** A date is beyond its limits, as days passed since it was typed. */
  | { problem: 'limits' }
  /** An answer changed since breaks a rule between fields. */
  | { problem: 'rules' }
  | { problem: 'declarations'; missing: readonly string[] }
  | { problem: FilingObstacle };

/** `citizen` is null for somebody without an account. */
type Asking = {
  own: Pick<OwnDraft, 'definition' | 'standing'>;
  filer: Filer;
  citizen: Pick<Citizen, 'emailConfirmedAt'> | null;
  /** True when the filer is known as surely as the démarche asks, now. */
  identified: boolean;
};

/** Returns the first reason why this draft cannot be filed today, or null when it can. */
export function filingProblem({
  declared,
  today,
  ...asking
}: Asking & { own: OwnDraft; declared: readonly string[]; today: LocalDate }): FilingProblem | null {
  const { definition, steps } = asking.own;
  const step = stepToMend(asking.own);
  if (step !== null) return { problem: 'unanswered', step };
  if (passedLimits(steps, today).length > 0) return { problem: 'limits' };
  if (brokenRules(definition, { steps, today }).length > 0) return { problem: 'rules' };
  const obstacle = filingObstacle(asking);
  if (obstacle !== null) return { problem: obstacle };
  const missing = definition.declarations.filter(({ id }) => !declared.includes(id)).map(({ id }) => id);
  return missing.length > 0 ? { problem: 'declarations', missing } : null;
}

/** Returns the first step that somebody has to go back to before the draft can be filed; null for none. */
export function stepToMend(own: Pick<OwnDraft, 'attachments' | 'steps'>): string | null {
  return firstUnanswered(own.steps) ?? infectedStep(own);
}

/**
 * Returns what must be done before a draft can be filed. The draft's standing says whether the démarche is open today, its
 * own form says which identification it asks for.
 */
export function filingObstacle({ own, filer, citizen, identified }: Asking): FilingObstacle | null {
  if (own.standing.state !== 'open') return 'closed';
  const { level } = own.definition.identification;
  if (level === 0) return null;
  // Whoever stands at the desk is known by the card they show; a voice or a letter is not.
  if (filer.kind === 'desk') return level >= 2 && filer.channel !== 'desk' ? 'identification' : null;
  if (citizen === null) return 'identification';
  if (citizen.emailConfirmedAt === null) return 'unconfirmed';
  return level >= 2 && !identified ? 'identification' : null;
}
