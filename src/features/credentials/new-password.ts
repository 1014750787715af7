import { z } from 'zod';
import type { TextKey } from '../../locales/keys.ts';
import { says, secret } from '../../web/form/parse.ts';
import {
  type AllowedPassword,
  normalisePassword,
  type PasswordContext,
  passwordMinLength,
  passwordProblem,
} from './password-rules.ts';

/** The fields « Mot de passe » and « Vérification », for a schema that `withNewPassword` judges. */
export const newPasswordTwice = {
  password: secret('credentials:error.newPassword.missing').transform(normalisePassword),
  passwordConfirmation: z.string().default('').transform(normalisePassword),
};

/** The minimum length of a password, and the error for a shorter one. */
export type PasswordLength = { min: number; tooShort: TextKey };
const FOR_CITIZENS: PasswordLength = {
  min: passwordMinLength,
  tooShort: 'credentials:error.newPassword.too-short',
};

/** `person` is whose password it is, where the form itself does not ask for their names and address. */
type Judged = { person?: PasswordContext; length?: PasswordLength };
type Typed = Partial<PasswordContext> & { password: string; passwordConfirmation: string };

/** Rules about several fields run beside the other errors, but not while the password field itself has an error. */
const whilePasswordStands: z.core.$ZodSuperRefineParams = {
  when: ({ issues }) => !issues.some(({ path }) => path?.[0] === 'password'),
};

/**
 * Requires a password that follows the rules for that person, and the same one typed twice. The verification of a
 * password that is refused is not judged, as both are typed again.
 */
export function withNewPassword<Schema extends z.ZodType<Typed>>(schema: Schema, judged: Judged = {}) {
  return schema
    .check(allowed(judged), sameTwice)
    .transform((typed) => ({ ...typed, password: typed.password as AllowedPassword }));
}

function allowed({ person, length = FOR_CITIZENS }: Judged) {
  return z.superRefine<Typed>((typed, context) => {
    // A field that has an error of its own may be missing here.
    const { email = '', firstName = '', lastName = '' } = person ?? typed;
    const problem = passwordProblem(typed.password, { email, firstName, lastName }, length.min);
    if (problem === null) return;
    const sentence = problem === 'too-short' ? length.tooShort : (`credentials:error.newPassword.${problem}` as const);
    context.addIssue({ code: 'custom', path: ['password'], message: says(sentence) });
  }, whilePasswordStands);
}

const sameTwice = z.superRefine<Typed>((typed, context) => {
  if (typed.password === typed.passwordConfirmation) return;
  const message = says('credentials:error.passwordConfirmation.different');
  context.addIssue({ code: 'custom', path: ['passwordConfirmation'], message });
}, whilePasswordStands);
