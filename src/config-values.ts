import { isIP } from 'node:net';
import { z } from 'zod';

// The kinds of values that the environment gives, each with the message shown when it is wrong.

/** An integer between two bounds, both included. */
export const wholeNumber = ({ from, to }: { from: number; to: number }) => {
  const error = `give a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error, abort: true })
    .transform(Number)
    .refine((value) => value >= from && value <= to, error);
};

/** An integer from 1 to a million. */
export const count = (fallback: number) => wholeNumber({ from: 1, to: 1_000_000 }).default(fallback);

export const oneOf = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  z.enum(words, { error: `give one of ${words.map((word) => `"${word}"`).join(', ')}` });

export const secrets = z
  .string()
  .transform((list) => list.split(',').map((secret) => secret.trim()))
  .refine((list) => list.every((secret) => secret.length >= 32), {
    error: 'give one or more secrets of at least 32 characters',
    abort: true,
  })
  .refine((list) => !list.some(isSample), 'this looks like a sample: make a random one');

export const origin = z
  .string()
  .refine(
    (value) => URL.canParse(value) && new URL(value).origin === value,
    'give an origin such as https://ep.example',
  );

export const address = z
  .string()
  .refine((host) => isIP(host) > 0, 'give an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all');

/** The addresses of places where many people share one. */
export const addressList = z
  .string()
  .transform((list) => list.split(',').map((address) => address.trim()))
  .refine(
    (list) => list.every((address) => isIP(address) > 0),
    'give addresses, such as 192.0.2.7, separated by commas',
  );

export const proxyList = z
  .string()
  .refine(
    (value) => value.split(',').every((proxy) => isProxy(proxy.trim())),
    'give the addresses of the proxies, such as 10.0.0.5, 10.0.0.0/8 or loopback',
  );

/**
 * Returns true for a secret that is long enough but not random: it has few different characters, or the words of an
 * example.
 */
function isSample(secret: string): boolean {
  return new Set(secret).size < 12 || /change.?me|example|secret|password/i.test(secret);
}

/** Returns true for an address, for a network other than the whole Internet, and for the names that Express knows. */
function isProxy(proxy: string): boolean {
  const [address = '', bits] = proxy.split('/');
  if (['loopback', 'linklocal', 'uniquelocal'].includes(proxy)) return true;
  return isIP(address) > 0 && (bits === undefined || /^[1-9]\d{0,2}$/.test(bits));
}
