import { z } from 'zod';
import { says } from '../../../web/form/parse.ts';
import { emailAddress } from '../../credentials/credential-fields.ts';
import { newPasswordTwice, withNewPassword } from '../../credentials/new-password.ts';
import { firstName, lastName } from '../name-fields.ts';

/** The fields that the page fills in again after a wrong form. */
export const SHOWN = ['firstName', 'lastName', 'email', 'next'] as const;

const captchaMissing = says('accounts:error.captcha.missing');
export const SignUpFields = withNewPassword(
  z.object({
    firstName,
    lastName,
    email: emailAddress,
    ...newPasswordTwice,
    captcha: z.string({ error: captchaMissing }).refine((typed) => typed.trim() !== '', { error: captchaMissing }),
    captchaChallenge: z.string().default(''),
  }),
);
