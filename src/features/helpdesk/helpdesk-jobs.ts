import { z } from 'zod';
import { LANGUAGES } from '../../domain/language.ts';
import type { Transaction } from '../../platform/database.ts';
import { addJob, type JobHandlers } from '../../platform/jobs.ts';
import { purge } from '../../platform/postgres/purge.ts';
import type { MailApp } from '../notifications/send-mail.ts';
import { RECORDED_ACTS, RECORDED_REASONS } from './acts/help-acts.ts';
import { sendHelpNotice } from './acts/send-help-notice.ts';
import { tellOfTooManyResets } from './acts/tell-of-too-many-resets.ts';
import { sendDueEmailChanges } from './email-change/send-due-email-changes.ts';
import { deleteOldHelpdeskSearches } from './search/helpdesk-searches.repository.ts';

/** `email` is the address before the act, as the act may change it. */
const HelpNotice = z.strictObject({
  citizenId: z.uuid(),
  act: z.enum(RECORDED_ACTS),
  reason: z.enum(RECORDED_REASONS),
  email: z.string(),
  language: z.enum(LANGUAGES),
  at: z.iso.datetime(),
});
/** The job mails one administrator: each mail has a job of its own. */
const TooManyResets = z.strictObject({ staffMemberId: z.uuid(), email: z.string(), language: z.enum(LANGUAGES) });

export function helpdeskJobs(app: MailApp): JobHandlers {
  return {
    'send-help-notice': (payload, job) => sendHelpNotice(app, HelpNotice.parse(payload), job),
    'tell-of-too-many-resets': (payload, job) => tellOfTooManyResets(app, TooManyResets.parse(payload), job),
    'forget-helpdesk-searches': () => purge(app.db, { 'searches of the helpdesk': deleteOldHelpdeskSearches }),
    'send-due-email-changes': () => sendDueEmailChanges(app.db),
  };
}

/** Searches are deleted every ten minutes: what somebody typed about a person is not kept for longer than it serves. */
export const helpdeskCrontab = `*/10 * * * * forget-helpdesk-searches
*/15 * * * * send-due-email-changes`;

export function queueHelpNotice(tx: Transaction, notice: z.input<typeof HelpNotice>): Promise<void> {
  return addJob(tx, { name: 'send-help-notice', payload: notice });
}

export function queueTooManyResets(tx: Transaction, payload: z.input<typeof TooManyResets>): Promise<void> {
  return addJob(tx, { name: 'tell-of-too-many-resets', payload });
}
