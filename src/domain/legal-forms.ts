export const organisationKinds = ['enterprise', 'association'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

interface LegalForm {
  key: string;
  /** Null where the form does not tell the kind: a public body chooses for itself. */
  kind: OrganisationKind | null;
  /** The `JuridicalForm` codes of the KBO files, with those of older variants and of civil companies. */
  codes: readonly string[];
}

/**
 * The usual legal forms. The codes only help to propose a kind, which the citizen confirms; their official meaning is
 * in `code.csv` of the register. Two groups of codes are left out on purpose: most forms of public law, and forms that
 * may be of either kind (721, « société ou association sans personnalité juridique »).
 */
export const legalForms = [
  { key: 'private-limited-company', kind: 'enterprise', codes: ['610', '015', '010', '215', '510', '515'] },
  { key: 'public-limited-company', kind: 'enterprise', codes: ['014', '214', '514'] },
  { key: 'cooperative', kind: 'enterprise', codes: ['706', '006', '008', '016', '206', '208', '506', '508'] },
  { key: 'general-partnership', kind: 'enterprise', codes: ['011', '211', '511'] },
  { key: 'limited-partnership', kind: 'enterprise', codes: ['612', '012', '013', '212', '213', '512', '513'] },
  { key: 'simple-partnership', kind: 'enterprise', codes: ['702'] },
  // Covers the European company and cooperative, the farming company and the economic interest groupings.
  { key: 'other-company', kind: 'enterprise', codes: ['001', '025', '027', '060', '065', '225', '560'] },
  // Has no code: for a natural person the register leaves the legal form empty and sets `TypeOfEnterprise` to 1.
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
  // Covers the commune, the CPAS, the autonomous régie and the police zone.
  { key: 'public-body', kind: null, codes: ['411', '412', '418', '413'] },
] as const satisfies readonly LegalForm[];
export type LegalFormKey = (typeof legalForms)[number]['key'];
export const legalFormKeys = legalForms.map(({ key }) => key) as readonly LegalFormKey[];

const formsByCode: ReadonlyMap<string, (typeof legalForms)[number]> = new Map(
  legalForms.flatMap((form) => form.codes.map((code) => [code, form] as const)),
);

/** Returns the legal form of a KBO code of three digits, or null when the list above does not hold that code. */
export function legalFormOfCode(code: string): LegalFormKey | null {
  return formsByCode.get(code)?.key ?? null;
}

/** Returns the kind that a KBO code of three digits suggests, or null when it suggests none. */
export function kindOfLegalForm(code: string): OrganisationKind | null {
  return formsByCode.get(code)?.kind ?? null;
}
