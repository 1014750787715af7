/** Returns « Lucie Lambert ». */
export function fullName({ firstName, lastName }: { firstName: string; lastName: string }): string {
  return `${firstName} ${lastName}`;
}

/**
 * Returns « l…@exemple.be ». The person who sent an invitation recognises the address by it, but nobody can write to
 * it; that is why the history, which is kept for years, holds this form.
 */
export function maskedAddress(email: string): string {
  return email.replace(/^(.).*(?=@)/, '$1…');
}
