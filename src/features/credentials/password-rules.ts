import { compacted, folded, isEasyToGuess } from './password-guessing.ts';

export const passwordMinLength = 12;
/** For the people of the commune, who see what is others'. */
export const staffPasswordMinLength = 15;
export const passwordMaxLength = 128;

// Enough for 128 characters in any decomposed script; beyond it, nothing is normalised or counted.
const maxUnitsWorthReading = 4096;
const shortestTellingLocalPart = 4;

export type PasswordProblem = 'too-short' | 'too-long' | 'common' | 'personal';

export interface PasswordContext {
  email: string;
  firstName: string;
  lastName: string;
}

/** Unicode NFC and nothing else: spaces and case are part of the password. Hash and compare this form. */
export function normalisePassword(password: string): string {
  return password.normalize('NFC');
}

/** Why this password cannot be chosen, or null. Length is counted in code points after NFC. */
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
  // Everything common is also found with the personal words added: most passwords are settled by this one search.
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

/** The names and the pieces of the address, alone and with an initial (« jdubois », « duboisj »). */
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
