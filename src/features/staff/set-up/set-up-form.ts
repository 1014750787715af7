import { qrCodeOf } from '../../../platform/qr-code.ts';
import { inGroupsOfFour, secondFactorUri } from '../../../platform/second-factor.ts';
import {
  type ErrorSummary,
  errorSummary,
  type FormErrors,
  type PasswordField,
  type TextField,
} from '../../../web/form/fields.ts';
import type { QrPicture } from '../../../web/page/qr-picture.ts';
import type { Shell } from '../../../web/page/shell.ts';
import * as ask from '../../credentials/credential-fields.ts';
import { codeField } from '../staff-fields.ts';
import type { OfferedSecondFactor } from './offered-second-factor.ts';

export type SetUpForm = {
  email: string;
  /** The address at which the script asks for the challenge of the new passkey. */
  challenge: string;
  summary: ErrorSummary;
  password: PasswordField;
  passwordConfirmation: PasswordField;
  qrCode: QrPicture;
  secret: string;
  /** The sealed secret, so that after a mistake the form shows the secret that was already scanned. */
  offer: string;
  code: TextField;
};

type Shown = FormErrors & Pick<SetUpForm, 'email' | 'challenge'> & { offered: OfferedSecondFactor };

export function setUpForm({ email, challenge, errors, offered }: Shown, { t, commune }: Shell): SetUpForm {
  const form = { values: {}, errors };
  const { secret, sealed } = offered;
  return {
    email,
    challenge,
    summary: errorSummary(form, t),
    ...ask.newPasswordFields(form, t, 'staff:setUp.password.hint'),
    qrCode: {
      ...qrCodeOf(secondFactorUri(secret, { site: commune.names[0] ?? '', account: email })),
      label: t('staff:setUp.qrCode'),
    },
    secret: inGroupsOfFour(secret),
    offer: sealed,
    code: codeField(form, t),
  };
}
