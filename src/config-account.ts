import { z } from 'zod';
import { parseIban } from './domain/numbers/iban.ts';

/** The account of the commune, to which fees are paid; `bic` is null where none is given. */
export type Account = Readonly<{ iban: string; bic: string | null }>;

/** Made up, for development and tests. Its check digits are right. */
const FICTITIOUS_IBAN = 'BE60999000000070';

export const iban = z.string().transform((typed, context) => {
  const read = parseIban(typed);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: 'give the account that fees are paid to, such as BE06 0961 2578 0022' });
  return z.NEVER;
});

export const bic = z
  .string()
  .regex(/^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/, 'give the BIC of that account, such as GKCCBEBB');

type Given = { COMMUNE_IBAN?: string | undefined; COMMUNE_BIC?: string | undefined };

export function accountOf({ COMMUNE_IBAN, COMMUNE_BIC }: Given): Account {
  return Object.freeze({ iban: COMMUNE_IBAN ?? FICTITIOUS_IBAN, bic: COMMUNE_BIC ?? null });
}
