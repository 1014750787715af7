/** Matches what people write, and registers print, for a name that a person does not have. */
const NO_NAME = /^[-–—.]$/;

/** Returns « Lucie Lambert », or the one name of a person who wrote a dash in place of the other. */
export function fullName({ firstName, lastName }: { firstName: string; lastName: string }): string {
  const names = [firstName, lastName].filter((name) => !NO_NAME.test(name));
  return names.length === 0 ? lastName : names.join(' ');
}

/**
 * Returns « l…@exemple.be ». The person who sent an invitation recognises the address by it, but nobody can write to
 * it; that is why the history, which is kept for years, holds this form.
 */
export function maskedAddress(email: string): string {
  return masked(email, 1);
}

/** Keeps that many letters of the part before the last @ and masks the rest. */
function masked(email: string, letters: number): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, Math.min(letters, at))}…${email.slice(at)}`;
}

type Named = { firstName: string; lastName: string; accountEmail: string };

/**
 * Returns « Jan Peeters », or « Jan Peeters (j…@exemple.be) » among people of the same name, with as many letters of the
 * address as are needed to tell them apart.
 */
export function nameAmong(person: Named, people: readonly Named[]): string {
  const name = fullName(person);
  const others = people
    .filter((other) => other.accountEmail !== person.accountEmail && fullName(other) === name)
    .map(({ accountEmail }) => accountEmail);
  if (others.length === 0) return name;
  let letters = 1;
  const isShared = () => others.some((other) => masked(other, letters) === masked(person.accountEmail, letters));
  while (letters < person.accountEmail.length && isShared()) letters += 1;
  return `${name} (${masked(person.accountEmail, letters)})`;
}
