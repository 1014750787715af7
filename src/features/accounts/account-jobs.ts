import { z } from 'zod';
import { LANGUAGES, type Language } from '../../domain/language.ts';
import type { Transaction } from '../../platform/database.ts';
import { addJob, type JobHandlers } from '../../platform/jobs.ts';
import type { MailApp } from '../notifications/send-mail.ts';
import { sendConfirmation } from './email/send-confirmation.ts';
import { sendEmailChange } from './email/send-email-change.ts';
import { forgetOldAccountData } from './forget-old-account-data.ts';
import { sendPasswordReset } from './password/send-password-reset.ts';
import { AccountNotice, sendAccountNotice } from './send-account-notice.ts';

const OfCitizen = z.strictObject({ citizenId: z.uuid() });
/** The path that the person wanted to open, or nothing. Jobs of an earlier version do not have it. */
const next = z.string().default('');
const ToConfirm = OfCitizen.extend({ next });
/** The life of the link. Without it, the life is short, as for somebody who asked for the link and waits. */
const lifeMinutes = z.number().int().optional();
const ToAddress = z.strictObject({ email: z.string(), language: z.enum(LANGUAGES), next, lifeMinutes });
const EmailChange = OfCitizen.extend({ email: z.string(), askedAt: z.iso.datetime() });

/**
 * The handlers of the jobs. A link is made when its mail is sent, so that the row of a job never holds a usable link.
 */
export function accountJobs(app: MailApp): JobHandlers {
  return {
    'send-confirmation': (payload, job) => sendConfirmation(app, ToConfirm.parse(payload), job),
    'send-password-reset': (payload, job) => sendPasswordReset(app, ToAddress.parse(payload), job),
    'send-email-change': (payload, job) => sendEmailChange(app, EmailChange.parse(payload), job),
    'send-account-notice': (payload, job) => sendAccountNotice(app, AccountNotice.parse(payload), job),
    'forget-old-account-data': () => forgetOldAccountData(app),
  };
}

export const accountCrontab = '17 3 * * * forget-old-account-data';

export function queueConfirmation(tx: Transaction, to: { citizenId: string; next: string }): Promise<void> {
  return addJob(tx, { name: 'send-confirmation', payload: to });
}

export function queuePasswordReset(
  tx: Transaction,
  to: { email: string; language: Language; next: string; lifeMinutes?: number },
): Promise<void> {
  return addJob(tx, { name: 'send-password-reset', payload: to });
}

export function queueEmailChange(
  tx: Transaction,
  change: { citizenId: string; email: string; askedAt: string },
): Promise<void> {
  return addJob(tx, { name: 'send-email-change', payload: change });
}

export function queueAccountNotice(tx: Transaction, notice: AccountNotice): Promise<void> {
  return addJob(tx, { name: 'send-account-notice', payload: notice });
}
