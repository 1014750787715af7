import { z } from 'zod';
import type { Transaction } from '../../platform/database.ts';
import { addJob, type JobHandlers } from '../../platform/jobs.ts';
import { purge } from '../../platform/postgres/purge.ts';
import type { MailApp } from '../notifications/send-mail.ts';
import { ACCOUNT_ACTS } from './accounts/account-acts.ts';
import { sendStaffInvitation } from './accounts/send-staff-invitation.ts';
import { tellAccountHandled } from './accounts/tell-account-handled.ts';
import { deleteOldChallenges } from './passkeys/challenges.repository.ts';
import { StaffNotice, sendStaffNotice } from './send-staff-notice.ts';
import { deleteDeadStaffLinks } from './set-up/staff-links.repository.ts';
import { deleteOldInterruptedStaffForms } from './sign-in/interrupted-staff-forms.repository.ts';
import { deleteOldStaffSignIns } from './staff-sign-ins.repository.ts';

const OfMember = z.strictObject({ staffMemberId: z.uuid() });
const Handled = OfMember.extend({ act: z.enum(ACCOUNT_ACTS).exclude(['invitation']) });

export function staffJobs(app: MailApp): JobHandlers {
  return {
    'send-staff-notice': (payload, job) => sendStaffNotice(app, StaffNotice.parse(payload), job),
    'send-staff-invitation': (payload, job) => sendStaffInvitation(app, OfMember.parse(payload).staffMemberId, job),
    'tell-staff-account-handled': (payload, job) => tellAccountHandled(app, Handled.parse(payload), job),
    'forget-dead-staff-links': () =>
      purge(app.db, {
        'dead links of the staff': deleteDeadStaffLinks,
        'interrupted forms of the staff': deleteOldInterruptedStaffForms,
        'old challenges of passkeys': deleteOldChallenges,
        'old sign-ins of the staff': deleteOldStaffSignIns,
      }),
  };
}

export const staffCrontab = '37 3 * * * forget-dead-staff-links';

/** Tells a member of the staff what happened to their account. */
export function queueStaffNotice(tx: Transaction, notice: StaffNotice): Promise<void> {
  return addJob(tx, { name: 'send-staff-notice', payload: notice });
}
