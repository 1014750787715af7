import type { App } from '../../../app.ts';
import {
  kindOfLegalForm,
  type LegalFormKey,
  legalFormOfCode,
  type OrganisationKind,
} from '../../../domain/legal-forms.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { findRegistryEnterprise } from '../../register/register.repository.ts';
import type { RegistryLanguage } from '../../register/registry-languages.ts';

/**
 * The data that the register proposes for a number. A part is null where the register does not hold it, or was never
 * imported.
 */
export type RegistryProposal = {
  name: string | null;
  kind: OrganisationKind | null;
  legalForm: LegalFormKey | null;
};

/** The register's `TypeOfEnterprise` of a natural person, whose legal form it leaves empty. */
const NATURAL_PERSON = '1';

export async function findRegistryProposal(
  app: Pick<App, 'db'>,
  enterpriseNumber: EnterpriseNumber,
  language: RegistryLanguage,
): Promise<RegistryProposal> {
  const found = await findRegistryEnterprise(app.db, enterpriseNumber, language);
  if (found === null) return { name: null, kind: null, legalForm: null };
  const { registryName: name, registryLegalForm: code, registryTypeOfEnterprise: type } = found;
  if (type === NATURAL_PERSON) return { name, kind: 'enterprise', legalForm: 'natural-person' };
  return {
    name,
    kind: code === null ? null : kindOfLegalForm(code),
    legalForm: code === null ? null : legalFormOfCode(code),
  };
}
