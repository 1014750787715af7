import { type ErrorSummary, errorSummary, type FormErrors, type PasswordField } from '../../../web/form/fields.ts';
import type { Shell } from '../../../web/page/shell.ts';
import * as ask from '../../credentials/credential-fields.ts';
import { type OfferedApp, offeredAppFields } from './offered-app.ts';
import type { OfferedSecondFactor } from './offered-second-factor.ts';

export type SetUpForm = OfferedApp & {
  email: string;
  /** The address at which the script asks for the challenge of the new passkey. */
  challenge: string;
  summary: ErrorSummary;
  password: PasswordField;
  passwordConfirmation: PasswordField;
};

type Shown = FormErrors & Pick<SetUpForm, 'email' | 'challenge'> & { offered: OfferedSecondFactor };

export function setUpForm({ email, challenge, errors, offered }: Shown, shell: Shell): SetUpForm {
  const form = { values: {}, errors };
  return {
    email,
    challenge,
    summary: errorSummary(form, shell.t),
    ...ask.newPasswordFields(form, shell.t, 'staff:setUp.password.hint'),
    ...offeredAppFields({ account: email, offered, form }, shell),
  };
}
