/** The domains of most addresses in Brussels. */
const KNOWN = [
  'gmail.com',
  'hotmail.com',
  'hotmail.be',
  'hotmail.fr',
  'outlook.com',
  'outlook.be',
  'outlook.fr',
  'live.be',
  'live.com',
  'live.fr',
  'yahoo.com',
  'yahoo.fr',
  'icloud.com',
  'skynet.be',
  'telenet.be',
  'proximus.be',
  'scarlet.be',
  'belgacom.net',
  'protonmail.com',
];
/** Domains one letter away from these that have mailboxes of their own: nobody who has one is asked. */
const OTHERS = ['mail.com', 'ymail.com', 'hotmail.de', 'outlook.de', 'outlook.dk', 'live.de', 'yahoo.de', 'yahoo.be'];
const REAL: ReadonlySet<string> = new Set([...KNOWN, ...OTHERS]);

/**
 * Returns the address that was perhaps meant, where one letter too many, too few, another or two in the other order make a
 * well-known domain of its own: « gmail.comm », « hotmial.com ». Null for all others. It is for asking, never for changing.
 */
export function meantAddress(address: string): string | null {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).toLowerCase();
  if (at < 1 || REAL.has(domain)) return null;
  const meant = KNOWN.find((known) => isOneSlip(domain, known));
  return meant === undefined ? null : `${address.slice(0, at)}@${meant}`;
}

function isOneSlip(typed: string, known: string): boolean {
  const [short, long] = typed.length < known.length ? [typed, known] : [known, typed];
  if (long.length - short.length > 1) return false;
  const first = [...long].findIndex((sign, index) => sign !== short[index]);
  const restOf = (text: string, from: number) => text.slice(first + from);
  if (long.length > short.length) return restOf(long, 1) === restOf(short, 0);
  const turned = `${long[first + 1]}${long[first]}${restOf(long, 2)}` === restOf(short, 0);
  return turned || restOf(long, 1) === restOf(short, 1);
}
