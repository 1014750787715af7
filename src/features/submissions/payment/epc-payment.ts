/** A transfer to the commune. The amount is a whole number of cents; the communication has twelve digits. */
export type Transfer = {
  beneficiary: string;
  iban: string;
  /** Null where the account needs none, as in the whole European Economic Area. */
  bic: string | null;
  cents: number;
  communication: string;
};

const LONGEST_NAME = 70;

/**
 * Returns what the QR code of a transfer says (EPC069-12, version 002), one element a line: service tag, version, UTF-8,
 * SEPA transfer, BIC, beneficiary, IBAN, amount, purpose, structured reference, free text, note.
 *
 * The twelve digits stand in the structured reference, and the free text stays empty, as only one of the two may be
 * given. The guideline says of that element that ISO 11649 « may » be used, so that a national reference is allowed; as
 * free text, Belgian applications do not take it for a structured communication (letspeppol/letspeppol#274,
 * odoo/odoo#231373).
 */
export function epcPayment({ beneficiary, iban, bic, cents, communication }: Transfer): string {
  const name = [...beneficiary.replace(/\s+/g, ' ').trim()].slice(0, LONGEST_NAME).join('');
  const lines = ['BCD', '002', '1', 'SCT', bic ?? '', name, iban, `EUR${amountOf(cents)}`, '', communication];
  return lines.join('\n');
}

/** Cents as euros with a point and two digits, whatever the language of the page. */
function amountOf(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
