import { z } from 'zod';
import type { FieldError } from '../../../web/form/parse.ts';
import type { Translate } from '../../../web/page/texts.ts';
import * as ask from '../../credentials/credential-fields.ts';
import { code, staffPasswordText } from '../staff-fields.ts';
import type { SetUpOutcome } from './set-up-staff.ts';

const credential = z.string().default('');
/** A password, and the code of the app that the page offered. */
export const AppFields = z
  .object({ ...ask.newPasswordTwice, code, offer: z.string().default('') })
  .check(ask.sameTwice)
  .transform(({ password, ...app }) => ({ password, factor: { kind: 'app' as const, ...app } }));
/** A password, and a passkey that the script has made. */
export const PasskeyFields = z
  .object({ ...ask.newPasswordTwice, credential })
  .check(ask.sameTwice)
  .transform(({ password, ...passkey }) => ({ password, factor: { kind: 'passkey' as const, ...passkey } }));
/** The password alone, before a passkey is made. */
export const NewPassword = z.object(ask.newPasswordTwice).check(ask.sameTwice);

type Refused = Extract<SetUpOutcome, { outcome: 'refused' }>;

type Told = { t: Translate; byPasskey: boolean };

export function refusalErrors({ password, factorIsRight }: Refused, { t, byPasskey }: Told): FieldError[] {
  const factor = byPasskey
    ? { field: 'passkey', message: t('staff:passkeys.error.refused') }
    : { field: 'code', message: t('staff:setUp.error.code') };
  return [
    ...(password === null ? [] : [{ field: 'password', message: staffPasswordText(password, t) }]),
    ...(factorIsRight ? [] : [factor]),
  ];
}
