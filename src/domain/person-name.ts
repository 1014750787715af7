/** « Lucie Lambert » */
export function fullName({ firstName, lastName }: { firstName: string; lastName: string }): string {
  return `${firstName} ${lastName}`;
}

/** « l…@exemple.be »: enough for who invited to know it again, too little to write to. The history keeps it for years. */
export function maskedAddress(email: string): string {
  return email.replace(/^(.).*(?=@)/, '$1…');
}
