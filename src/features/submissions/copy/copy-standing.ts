import type { LocalDate } from '../../../domain/local-date.ts';
import type { SignedInCitizen } from '../../accounts/citizens.repository.ts';
import { profilesAllowed } from '../../procedures/catalogue/begin-form.ts';
import { type HandledDefinition, isHandled } from '../../procedures/definition/definition.ts';
import { openingOn } from '../../procedures/definition/opening.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import type { Submission } from '../submission.ts';

/**
 * `elsewhere` means that the commune no longer handles the démarche here, `profile` that it is no longer open to the
 * profile that the request was filed for.
 */
export type CopyObstacle = 'elsewhere' | 'closed' | 'profile';
export type CopyStanding =
  | { obstacle: CopyObstacle }
  | { obstacle: null; definition: HandledDefinition; version: number };
type Asked = {
  submission: Pick<Submission, 'slug' | 'enterpriseNumber'>;
  citizen: Pick<SignedInCitizen, 'profiles'>;
  today: LocalDate;
};

/** Returns the form in which a request can be made again today for the same profile, or why it cannot. */
export function copyStanding(
  procedures: Pick<Procedures, 'current'>,
  { submission, citizen, today }: Asked,
): CopyStanding {
  const procedure = procedures.current(submission.slug);
  if (procedure === null || !isHandled(procedure.definition)) return { obstacle: 'elsewhere' };
  const { definition, version } = procedure;
  if (openingOn(definition, today).state !== 'open') return { obstacle: 'closed' };
  const profile = submission.enterpriseNumber ?? 'citizen';
  if (!profilesAllowed(definition, citizen.profiles).includes(profile)) return { obstacle: 'profile' };
  return { obstacle: null, definition, version };
}
