import { z } from 'zod';
import { LANGUAGES } from '../../../domain/language.ts';
import type { Transaction } from '../../../platform/database.ts';
import { addJob } from '../../../platform/jobs.ts';

/** That the bank account is another one, to be told to one address. Of both accounts it says the end only. */
export const AccountChange = z.strictObject({
  staffMemberId: z.uuid(),
  at: z.iso.datetime(),
  before: z.string(),
  after: z.string(),
  email: z.string(),
  language: z.enum(LANGUAGES),
});
export type AccountChange = z.infer<typeof AccountChange>;

/** Tells one address that the bank account is another one; a mail is its job. */
export function queueAccountChange(tx: Transaction, payload: AccountChange): Promise<void> {
  return addJob(tx, { name: 'tell-of-new-account', payload });
}
