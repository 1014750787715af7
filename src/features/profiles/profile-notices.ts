import { z } from 'zod';
import { LANGUAGES } from '../../domain/language.ts';
import { EnterpriseNumber, formatEnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';
import type { Transaction } from '../../platform/database.ts';
import { addJob, type JobRun } from '../../platform/jobs.ts';
import { type MailApp, sendMail } from '../notifications/send-mail.ts';
import { ROLES } from './members/roles.ts';
import { PROFILE_NOTICES } from './profile-mails.ts';

/**
 * A mail about a profile names it by its number only, as its name was typed by somebody and must not be repeated in a
 * mail.
 */
export const ProfileNotice = z.strictObject({
  kind: z.enum(PROFILE_NOTICES),
  email: z.string(),
  language: z.enum(LANGUAGES),
  enterpriseNumber: EnterpriseNumber,
  /** The citizen who caused the mail; null for the commune and the portal. */
  sender: z.uuid().nullable().default(null),
  /** The new role, where it changed. */
  role: z.enum(ROLES).nullable().default(null),
});
export type ProfileNotice = z.input<typeof ProfileNotice>;

export function queueProfileNotice(tx: Transaction, notice: ProfileNotice): Promise<void> {
  return addJob(tx, { name: 'send-profile-notice', payload: notice });
}

/**
 * Sends a mail about a profile. `access-at-commune` goes to the commune's own mailbox and leads to the staff's pages.
 */
export function sendProfileNotice(app: MailApp, notice: ProfileNotice, job: JobRun): Promise<void> {
  const { kind, email: to, language, sender, enterpriseNumber, role } = ProfileNotice.parse(notice);
  const page = kind === 'access-at-commune' ? '/admin' : '/my-space';
  const url = `${app.config.publicOrigin}/${language}${page}`;
  return sendMail(app, { kind, to, language, sender, citizenId: null, job }, () => ({
    url,
    number: formatEnterpriseNumber(enterpriseNumber),
    ...(role === null ? {} : { role: app.texts[language](`notifications:role.${role}`) }),
  }));
}
