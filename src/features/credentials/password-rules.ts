import type { z } from 'zod';
import { compacted, folded, isEasyToGuess } from './password-guessing.ts';

export const passwordMinLength = 12;
/** Passwords of the staff are longer, as the staff see the data of others. */
export const staffPasswordMinLength = 15;
export const passwordMaxLength = 128;

// Enough for 128 characters in any decomposed script. A longer text is neither normalised nor counted.
const maxUnitsWorthReading = 4096;
const shortestTellingLocalPart = 4;

/** A password that the rules allow to whose it is, as `withNewPassword` alone says. */
export type AllowedPassword = string & z.$brand<'AllowedPassword'>;

export type PasswordProblem = 'too-short' | 'too-long' | 'common' | 'personal';

export interface PasswordContext {
  email: string;
  firstName: string;
  lastName: string;
}

/**
 * Returns the password in Unicode NFC and changes nothing else: spaces and case are part of it. This form is the one to
 * hash and to compare.
 */
export function normalisePassword(password: string): string {
  return password.normalize('NFC');
}

/** Returns why this password cannot be chosen, or null when it can. Its length is counted in code points after NFC. */
export function passwordProblem(
  password: string,
  context: PasswordContext,
  minLength = passwordMinLength,
): PasswordProblem | null {
  if (password.length > maxUnitsWorthReading) return 'too-long';
  const length = [...normalisePassword(password)].length;
  if (length < minLength) return 'too-short';
  if (length > passwordMaxLength) return 'too-long';
  const text = folded(password);
  // The search with personal words also finds every common password, so that most passwords need only this one search.
  const isEasy = isEasyToGuess(text, personalWords(context));
  if (isEasy && isEasyToGuess(text)) return 'common';
  return isEasy || holdsLocalPart(text, context.email) ? 'personal' : null;
}

function holdsLocalPart(text: string, email: string): boolean {
  const localPart = folded(email.split('@')[0] ?? '');
  const readings = [text, compacted(text)];
  return [localPart, compacted(localPart), localPart.split('+')[0] ?? ''].some(
    (part) => part.length >= shortestTellingLocalPart && readings.some((reading) => reading.includes(part)),
  );
}

/** Returns the names and the parts of the address, alone and with an initial (« jdubois », « duboisj »). */
function personalWords({ email, firstName, lastName }: PasswordContext): ReadonlySet<string> {
  const firstNames = pieces(firstName);
  const lastNames = pieces(lastName);
  const [initial = ''] = firstNames[0] ?? '';
  const withInitial = [...lastNames, lastNames.join('')].flatMap((name) => [initial + name, name + initial]);
  const words = [...firstNames, ...lastNames, ...pieces(email), ...withInitial];
  return new Set(words.filter((word) => word.length >= 2));
}

function pieces(text: string): string[] {
  return folded(text)
    .split(/[^\p{L}]+/u)
    .filter((piece) => piece !== '');
}
