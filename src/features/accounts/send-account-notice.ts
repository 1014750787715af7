import { z } from 'zod';
import { LANGUAGES } from '../../domain/language.ts';
import type { JobRun } from '../../platform/jobs.ts';
import { type MailApp, sendMail } from '../notifications/send-mail.ts';

const PLAIN = [
  'password-changed',
  'email-change-asked',
  'email-changed',
  'sign-in-after-failures',
  'account-closed',
  'idle-account-closed',
  'identity-tied',
] as const;

/**
 * A message to an address that is or was the account's. The job holds the address, as the account may have changed it
 * or been closed meanwhile.
 */
export const AccountNotice = z.strictObject({
  kind: z.enum(['address-in-use', ...PLAIN]),
  email: z.string(),
  language: z.enum(LANGUAGES),
});
export type AccountNotice = z.infer<typeof AccountNotice>;

/** Sends the message. One kind leads to the sign-in page; the others only tell. */
export function sendAccountNotice(
  app: MailApp,
  { kind, email: to, language }: AccountNotice,
  job: JobRun,
): Promise<void> {
  const url = `${app.config.publicOrigin}/${language}/sign-in`;
  return sendMail(app, { kind, to, language, sender: null, citizenId: null, job }, () =>
    kind === 'address-in-use' ? { url } : {},
  );
}
