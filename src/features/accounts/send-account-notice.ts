import { z } from 'zod';
import type { App } from '../../app.ts';
import { LANGUAGES } from '../../domain/language.ts';
import { composeMail } from '../notifications/mails.ts';

const PLAIN = [
  'password-changed',
  'email-change-asked',
  'email-changed',
  'sign-in-after-failures',
  'account-closed',
] as const;

/** Told to an address that is or was the account's: the row carries it, as the account may have changed or gone meanwhile. */
export const AccountNotice = z.strictObject({
  kind: z.enum(['address-in-use', ...PLAIN]),
  email: z.string(),
  language: z.enum(LANGUAGES),
});
export type AccountNotice = z.infer<typeof AccountNotice>;

/** One leads to the sign-in page, the others only tell. */
export async function sendAccountNotice(
  app: Pick<App, 'config' | 'mailer' | 'templates' | 'texts'>,
  { kind, email, language }: AccountNotice,
): Promise<void> {
  const url = `${app.config.publicOrigin}/${language}/sign-in`;
  const message = kind === 'address-in-use' ? { kind, url } : { kind };
  await app.mailer.send(composeMail(app, { message, to: email, language }));
}
