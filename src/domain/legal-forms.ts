export const organisationKinds = ['enterprise', 'association'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

interface LegalForm {
  key: string;
  /** Null where the form says nothing: public bodies choose for themselves. */
  kind: OrganisationKind | null;
  /** `JuridicalForm` in the KBO files, older and civil variants included. */
  codes: readonly string[];
}

/**
 * The legal forms one meets at the counter. The codes only help to propose a kind, which the citizen confirms; the
 * authority on what they mean is `code.csv` of the register. Forms of public law and forms that may be of either kind
 * (721, « société ou association sans personnalité juridique ») are left out on purpose.
 */
export const legalForms = [
  { key: 'private-limited-company', kind: 'enterprise', codes: ['610', '015', '010', '215', '510', '515'] },
  { key: 'public-limited-company', kind: 'enterprise', codes: ['014', '214', '514'] },
  { key: 'cooperative', kind: 'enterprise', codes: ['706', '006', '008', '016', '206', '208', '506', '508'] },
  { key: 'general-partnership', kind: 'enterprise', codes: ['011', '211', '511'] },
  { key: 'limited-partnership', kind: 'enterprise', codes: ['612', '012', '013', '212', '213', '512', '513'] },
  { key: 'simple-partnership', kind: 'enterprise', codes: ['702'] },
  // European company and cooperative, farming company, economic interest groupings.
  { key: 'other-company', kind: 'enterprise', codes: ['001', '025', '027', '060', '065', '225', '560'] },
  // The register leaves the form of a natural person empty: `TypeOfEnterprise` is 1.
  { key: 'natural-person', kind: 'enterprise', codes: [] },
  { key: 'non-profit-association', kind: 'association', codes: ['017'] },
  { key: 'international-non-profit-association', kind: 'association', codes: ['125'] },
  { key: 'private-foundation', kind: 'association', codes: ['026'] },
  { key: 'public-benefit-foundation', kind: 'association', codes: ['029', '018'] },
  { key: 'unincorporated-association', kind: 'association', codes: [] },
  { key: 'health-insurance-fund', kind: 'association', codes: ['019'] },
  { key: 'trade-union', kind: 'association', codes: ['724'] },
  { key: 'professional-union', kind: 'association', codes: ['020'] },
  { key: 'co-owners-association', kind: 'association', codes: ['070'] },
  // Commune, CPAS, autonomous régie, police zone.
  { key: 'public-body', kind: null, codes: ['411', '412', '418', '413'] },
] as const satisfies readonly LegalForm[];
export type LegalFormKey = (typeof legalForms)[number]['key'];
export const legalFormKeys = legalForms.map(({ key }) => key) as readonly LegalFormKey[];

const formsByCode: ReadonlyMap<string, (typeof legalForms)[number]> = new Map(
  legalForms.flatMap((form) => form.codes.map((code) => [code, form] as const)),
);

/** The form that a KBO code of three digits stands for, or null where it is none of the list. */
export function legalFormOfCode(code: string): LegalFormKey | null {
  return formsByCode.get(code)?.key ?? null;
}

/** The kind that a KBO code of three digits suggests, or null where it suggests none. */
export function kindOfLegalForm(code: string): OrganisationKind | null {
  return formsByCode.get(code)?.kind ?? null;
}
