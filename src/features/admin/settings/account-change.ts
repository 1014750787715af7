import { z } from 'zod';
import { LANGUAGES } from '../../../domain/language.ts';
import type { Transaction } from '../../../platform/database.ts';
import { addJob } from '../../../platform/jobs.ts';

/**
 * The news, for one address, that the commune has another bank account. It holds only the last digits of both accounts.
 */
export const AccountChange = z.strictObject({
  staffMemberId: z.uuid(),
  at: z.iso.datetime(),
  before: z.string(),
  after: z.string(),
  email: z.string(),
  language: z.enum(LANGUAGES),
});
export type AccountChange = z.infer<typeof AccountChange>;

/** Queues the mail to one address that the commune has another bank account; each mail is a job of its own. */
export function queueAccountChange(tx: Transaction, payload: AccountChange): Promise<void> {
  return addJob(tx, { name: 'tell-of-new-account', payload });
}
