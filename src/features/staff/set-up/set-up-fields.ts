import { z } from 'zod';
import type { App } from '../../../app.ts';
import { type FieldError, says } from '../../../web/form/parse.ts';
import type { Translate } from '../../../web/page/texts.ts';
import { newPasswordTwice, withNewPassword } from '../../credentials/new-password.ts';
import { code, staffPasswordLength } from '../staff-fields.ts';
import { provenApp } from './proven-factor.ts';
import type { StaffLink } from './staff-links.repository.ts';

const wrongCode = 'staff:setUp.error.code';
const judged = (person: StaffLink) => ({ person, length: staffPasswordLength });

/** Reads the password alone, before a passkey is made. */
export const passwordFields = (person: StaffLink) => withNewPassword(z.object(newPasswordTwice), judged(person));

/** Reads a password, and a passkey that the script has made. */
export const passkeyFields = (person: StaffLink) =>
  withNewPassword(z.object({ ...newPasswordTwice, credential: z.string().default('') }), judged(person)).transform(
    ({ password, ...passkey }) => ({ password, factor: { kind: 'passkey' as const, ...passkey } }),
  );

type OfLink = { link: Buffer; person: StaffLink };

/** Reads a password, and the code of the app that holds the secret which this link was offered. */
export const appFields = (app: Pick<App, 'clock' | 'sealing'>, { link, person }: OfLink) =>
  withNewPassword(
    z.object({ ...newPasswordTwice, code, offer: z.string().default('') }).superRefine(
      (typed, context) => {
        if (provenApp(app, link, typed) !== null) return;
        context.addIssue({ code: 'custom', path: ['code'], message: says(wrongCode) });
      },
      { when: ({ issues }) => !issues.some(({ path }) => path?.[0] === 'code') },
    ),
    judged(person),
  ).transform(({ password, ...typed }) => ({ password, factor: { kind: 'app' as const, ...typed } }));

/** Returns the error of a factor that is well formed but that its owner has not proven to hold. */
export function factorError(byPasskey: boolean, t: Translate): FieldError {
  return byPasskey
    ? { field: 'passkey', message: t('staff:passkeys.error.refused') }
    : { field: 'code', message: t(wrongCode) };
}
