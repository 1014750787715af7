import type { IncomingHttpHeaders } from 'node:http';

export type Encoding = 'br' | 'gzip';

const ACCEPTED: Readonly<Record<Encoding, RegExp>> = {
  br: /\bbr\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/,
  gzip: /\bgzip\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/,
};

/** Returns true when the browser accepts the encoding: it names it, and not with the quality 0, which refuses it. */
export function accepts(encoding: Encoding, headers: IncomingHttpHeaders): boolean {
  return ACCEPTED[encoding].test(String(headers['accept-encoding'] ?? ''));
}
