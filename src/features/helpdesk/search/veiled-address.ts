/**
 * Returns an address such as « l…e@d…e.example ». Its owner recognises it, and nobody else could write to it or pass it
 * on.
 */
export function veiledAddress(email: string): string {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  const dot = domain.lastIndexOf('.');
  return `${veiled(email.slice(0, at))}@${veiled(domain.slice(0, dot))}${domain.slice(dot)}`;
}

/** The first and the last letter would give away a word of three letters or fewer. */
const veiled = (word: string): string => (word.length > 3 ? `${word.at(0)}…${word.at(-1)}` : `${word.at(0) ?? ''}…`);
