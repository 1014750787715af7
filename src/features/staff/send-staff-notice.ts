import { z } from 'zod';
import type { JobRun } from '../../platform/jobs.ts';
import { type MailApp, sendMail } from '../notifications/send-mail.ts';
import { findStaffAddress } from './staff-credentials.repository.ts';
import { STAFF_NOTICES } from './staff-mails.ts';

/** A notice to one account. It goes to the address that the account has when the mail leaves. */
export const StaffNotice = z.strictObject({ kind: z.enum(STAFF_NOTICES), id: z.uuid() });
export type StaffNotice = z.infer<typeof StaffNotice>;

/** Sends the message, which names no secret and leads to the pages of the account. */
export async function sendStaffNotice(app: MailApp, { kind, id }: StaffNotice, job: JobRun): Promise<void> {
  const account = await findStaffAddress(app.db, id);
  if (account === null) return;
  const { email: to, language } = account;
  const url = `${app.config.publicOrigin}/${language}/admin/account`;
  await sendMail(app, { kind, to, language, sender: null, citizenId: null, job }, () => ({ url }));
}
