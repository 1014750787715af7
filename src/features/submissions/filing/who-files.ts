import type { Citizen } from '../../accounts/citizens.repository.ts';
import type { IdentifiedPerson } from '../../identification/find-identification.ts';
import type { VisibleStep } from '../../procedures/journey.ts';

type OfficialNames = Pick<IdentifiedPerson, 'firstName' | 'lastName'>;
/** Names and address as they are when a request is filed; null where somebody without an account gave none. */
export type WhoFiles = { firstName: string | null; lastName: string | null; email: string | null };

/**
 * Returns who files: the card says it where the law asks for it, or else the account or, without one, the answers to the
 * fields that ask for it.
 */
export function whoFiles(
  citizen: Citizen | null,
  identified: OfficialNames | null,
  steps: readonly VisibleStep[],
): WhoFiles {
  if (citizen !== null) {
    const { firstName, lastName } = identified ?? citizen;
    const { email } = citizen;
    return { firstName, lastName, email };
  }
  const told = (known: string) => textProposedAs(steps, known);
  return { firstName: told('firstName'), lastName: told('lastName'), email: told('email') };
}

function textProposedAs(steps: readonly VisibleStep[], known: string): string | null {
  const asked = steps.flatMap((step) => step.asked.flatMap((one) => (one.kind === 'field' ? [one] : [])));
  const found = asked.find(({ field }) => 'propose' in field && field.propose === known);
  return typeof found?.answer === 'string' ? found.answer : null;
}
