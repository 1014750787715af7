/**
 * Returns « l…e@d…e.example »: who has the address recognises it, and nobody who only sees it could write to it or say
 * it to somebody else.
 */
export function veiledAddress(email: string): string {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  const dot = domain.lastIndexOf('.');
  return `${veiled(email.slice(0, at))}@${veiled(domain.slice(0, dot))}${domain.slice(dot)}`;
}

/** A word of three letters or less would be given away by its first and its last. */
const veiled = (word: string): string => (word.length > 3 ? `${word.at(0)}…${word.at(-1)}` : `${word.at(0) ?? ''}…`);
