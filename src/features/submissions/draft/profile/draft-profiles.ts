import { fullName } from '../../../../domain/person-name.ts';
import { profilesAllowed } from '../../../procedures/catalogue/begin-form.ts';
import type { HandledDefinition } from '../../../procedures/definition/definition.ts';
import { type Filer, profileOfFiler } from '../../filer/filer.ts';

/** Returns the profiles that a draft of this form may be filed for: « citizen » or ten digits. A guest has none. */
export function profilesForDraft(definition: HandledDefinition, filer: Filer): string[] {
  return filer.kind !== 'citizen' ? [] : profilesAllowed(definition, filer.citizen.profiles);
}

/** Returns the profiles of `profilesForDraft` with their names, for radio buttons. */
export function profileChoices(definition: HandledDefinition, filer: Filer): { value: string; label: string }[] {
  if (filer.kind !== 'citizen') return [];
  const { citizen } = filer;
  return profilesForDraft(definition, filer).map((value) => {
    const organisation = citizen.profiles.find(({ enterpriseNumber }) => enterpriseNumber === value) ?? null;
    const profile = profileOfFiler(filer, organisation?.enterpriseNumber ?? null);
    return { value, label: profile?.name ?? fullName(citizen) };
  });
}
