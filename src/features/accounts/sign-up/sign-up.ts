import type { App } from '../../../app.ts';
import type { Language } from '../../../domain/language.ts';
import type { Transaction } from '../../../platform/database.ts';
import type { Client } from '../../../web/pipeline/client.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import type { AllowedPassword } from '../../credentials/password-rules.ts';
import { queueAccountNotice, queueConfirmation } from '../account-jobs.ts';
import { takeCaptcha } from '../captcha/spend-captcha.ts';
import { type Citizen, findCitizenByCaptcha, findCitizenByEmail, insertCitizen } from '../citizens.repository.ts';
import { proveEmail } from '../email/prove-email.ts';
import { findPasswordHash, lockPasswordHash } from '../passwords.repository.ts';
import { insertSignIn } from '../sign-ins.repository.ts';

export type SignUpInput = {
  firstName: string;
  lastName: string;
  email: string;
  password: AllowedPassword;
  language: Language;
  captchaId: string;
  client: Client;
  /** The address that a link followed to this page was mailed to: having the link proves it as a confirmation does. */
  provenEmail: string | null;
  /** The path that the confirmation leads to; empty when the person came only to sign up. */
  next: string;
};
export type SignUpOutcome =
  | { outcome: 'created'; citizen: Citizen; signInId: string }
  | { outcome: 'email-taken' }
  | { outcome: 'captcha-spent' };

/**
 * Opens an account and signs in, in the same transaction as the job that mails the confirmation. When the button is
 * pressed twice, the second call recognises the captcha and returns the account of the first.
 */
export async function signUp(app: Pick<App, 'db' | 'passwords'>, input: SignUpInput): Promise<SignUpOutcome> {
  const passwordHash = await app.passwords.hash(input.password);
  const outcome = await app.db.transaction(async (tx): Promise<SignUpOutcome> => {
    if (!(await takeCaptcha(tx, input.captchaId))) return { outcome: 'captcha-spent' };
    const { firstName, lastName, email, language, captchaId } = input;
    const citizen = await insertCitizen(tx, { firstName, lastName, email, language, captchaId, passwordHash });
    if (citizen === null) return refuseTaken(tx, input);
    await confirmOrAsk(tx, citizen, input);
    await insertAuditEvent(tx, { name: 'account-created', citizenId: citizen.id, network: input.client.network });
    const signInId = await insertSignIn(tx, { citizenId: citizen.id, means: 'password', ...input.client });
    return { outcome: 'created', citizen, signInId };
  });
  return outcome.outcome === 'captcha-spent' ? repeatOf(app, input) : outcome;
}

/** No mail asks to confirm an address that is proven already. */
async function confirmOrAsk(tx: Transaction, { id, email }: Citizen, input: SignUpInput): Promise<void> {
  if (email !== input.provenEmail) return queueConfirmation(tx, { citizenId: id, next: input.next });
  await proveEmail(tx, { citizenId: id, email, network: input.client.network });
}

async function refuseTaken(tx: Transaction, { email, client }: SignUpInput): Promise<SignUpOutcome> {
  const owner = await findCitizenByEmail(tx, email);
  await insertAuditEvent(tx, { name: 'sign-up-refused', citizenId: owner?.id ?? null, network: client.network });
  if (owner !== null) {
    await queueAccountNotice(tx, { kind: 'address-in-use', email: owner.email, language: owner.language });
  }
  return { outcome: 'email-taken' };
}

async function repeatOf(app: Pick<App, 'db' | 'passwords'>, input: SignUpInput): Promise<SignUpOutcome> {
  const citizen = await findCitizenByCaptcha(app.db, { id: input.captchaId, email: input.email });
  if (citizen === null) return { outcome: 'captcha-spent' };
  const hash = await findPasswordHash(app.db, citizen.id);
  const right = await app.passwords.verify(hash, input.password);
  if (!right || hash === null) return { outcome: 'captcha-spent' };
  return app.db.transaction(async (tx) => {
    // The hash is compared again under the lock, as at sign-in: a password that was changed meanwhile gives no access.
    if (!(await lockPasswordHash(tx, citizen.id, { hash }))) return { outcome: 'captcha-spent' };
    const signInId = await insertSignIn(tx, { citizenId: citizen.id, means: 'password', ...input.client });
    return { outcome: 'created', citizen, signInId };
  });
}
