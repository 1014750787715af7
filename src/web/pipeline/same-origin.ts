import type { Request, RequestHandler } from 'express';
import { ABSOLUTE_TARGET } from './own-path.ts';
import { Refusal } from './refusals.ts';

const SAFE = new Set(['GET', 'HEAD']);

/** The origins this portal answers to: the configured one; on a developer's machine, the loopback's other name too. */
export function acceptedOrigins(publicOrigin: string): ReadonlySet<string> {
  const { hostname, port } = new URL(publicOrigin);
  if (!['localhost', '127.0.0.1'].includes(hostname)) return new Set([publicOrigin]);
  return new Set(['localhost', '127.0.0.1'].map((host) => new URL(`http://${host}:${port}`).origin));
}

/**
 * Links in pages and mails never come from the Host header; a request for another host is misdirected (RFC 9110 § 15.5.20).
 * Hosts are compared as URLs are: in any case, and with or without the default port of the scheme.
 */
export function refuseOtherHosts(origins: ReadonlySet<string>): RequestHandler {
  const accepted = [...origins].map((origin) => new URL(origin));
  const hosts = new Set(accepted.map(({ host }) => host));
  const schemes = new Set(accepted.map(({ protocol }) => protocol));
  const isOurs = (asked: string) => [...schemes].some((scheme) => hosts.has(hostOf(scheme, asked)));
  return (req, _res, next) => {
    const asked = hostAsked(req);
    if (!hosts.has(asked) && !isOurs(asked)) throw new Refusal(421);
    next();
  };
}

/** That of an absolute target stands in place of the header, whatever the header says (RFC 9112 § 3.2.2). */
function hostAsked(req: Request): string {
  return ABSOLUTE_TARGET.exec(req.url)?.[1] ?? req.headers.host ?? '';
}

/** Nothing for what holds more than a host and a port. */
function hostOf(scheme: string, asked: string): string {
  return /^[\w.:[\]-]+$/.test(asked) ? (URL.parse(`${scheme}//${asked}`)?.host ?? '') : '';
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
