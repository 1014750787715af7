import type { RequestHandler } from 'express';
import { Refusal } from './refusals.ts';

const SAFE = new Set(['GET', 'HEAD']);

/** The origins this portal answers to: the configured one; on a developer's machine, the loopback's other name too. */
export function acceptedOrigins(publicOrigin: string): ReadonlySet<string> {
  const { hostname, port } = new URL(publicOrigin);
  if (!['localhost', '127.0.0.1'].includes(hostname)) return new Set([publicOrigin]);
  return new Set(['localhost', '127.0.0.1'].map((host) => new URL(`http://${host}:${port}`).origin));
}

/** Links in pages and mails never come from the Host header; a request for another host is misdirected (RFC 9110 § 15.5.20). */
export function refuseOtherHosts(origins: ReadonlySet<string>): RequestHandler {
  const hosts = new Set([...origins].map((origin) => new URL(origin).host));
  return (req, _res, next) => {
    if (!hosts.has(req.headers.host ?? '')) throw new Refusal(421);
    next();
  };
}

/** Cross-site requests: Fetch Metadata, or else Origin; an unsafe request with neither is refused. Stateless: no token to expire. */
export function refuseCrossSite(origins: ReadonlySet<string>): RequestHandler {
  return (req, _res, next) => {
    if (SAFE.has(req.method)) return next();
    if (req.method !== 'POST') throw new Refusal(405);
    const site = req.headers['sec-fetch-site'];
    const sameOrigin = site === undefined ? origins.has(req.headers.origin ?? '') : site === 'same-origin';
    if (!sameOrigin) throw new Refusal(403);
    next();
  };
}

/** The path when it is one of ours, to return to after sign-in; else null. Refuses `//host`, `/\host`, other schemes, control characters. */
export function ownPath(candidate: unknown, origin: string): string | null {
  if (typeof candidate !== 'string' || candidate.length > 1_000) return null;
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(candidate) || candidate.includes('\\')) return null;
  const url = URL.parse(candidate, origin);
  // `/.//host` loses its dot when parsed: what is returned must be as harmless as what was given.
  if (url === null || url.origin !== origin || url.pathname.startsWith('//')) return null;
  return `${url.pathname}${url.search}`;
}
