import type { Request } from 'express';

/** Matches the token of a link: 256 bits in base64url. */
const TOKEN = /^[\w-]{43}/;

/**
 * Returns the token of the link that was followed. Only the token's own characters count, as mail programs add a full
 * stop, a bracket or `&utm_source=…` to an address.
 */
export function linkTokenOf({ params }: Request): string {
  const given = String(params['token']);
  return TOKEN.exec(given)?.[0] ?? given;
}
