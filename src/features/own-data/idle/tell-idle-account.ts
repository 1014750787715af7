import { z } from 'zod';
import type { Transaction } from '../../../platform/database.ts';
import { addJob } from '../../../platform/jobs.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { IDLE_STEPS, type IdleStep } from './idle-steps.ts';

/** A mail about an account that nobody uses. It says what holds when it leaves. */
export const IdleNotice = z.strictObject({ citizenId: z.uuid(), step: z.enum(IDLE_STEPS) });
export type IdleNotice = z.infer<typeof IdleNotice>;

type Told = { id: string; step: IdleStep; keptUntil: string | null };

/** Adds the mail, and its event, in the transaction that marks the account, so that each leaves once. */
export async function tellIdleAccount(tx: Transaction, { id: citizenId, step, keptUntil }: Told): Promise<void> {
  const payload: IdleNotice = { citizenId, step };
  await addJob(tx, { name: 'send-idle-notice', payload });
  await insertAuditEvent(tx, {
    name: 'idle-account-warned',
    citizenId,
    network: null,
    details: { act: step, keptUntil },
  });
}
