import type { Request, RequestHandler } from 'express';
import { ABSOLUTE_TARGET } from './own-path.ts';
import { Refusal } from './refusals.ts';

const SAFE = new Set(['GET', 'HEAD']);

/**
 * Returns the origins that this portal answers to: the configured one, and on a developer's machine both `localhost`
 * and `127.0.0.1`.
 */
export function acceptedOrigins(publicOrigin: string): ReadonlySet<string> {
  const { hostname, port } = new URL(publicOrigin);
  if (!['localhost', '127.0.0.1'].includes(hostname)) return new Set([publicOrigin]);
  return new Set(['localhost', '127.0.0.1'].map((host) => new URL(`http://${host}:${port}`).origin));
}

/**
 * Refuses a request for another host with 421 (RFC 9110 § 15.5.20). Hosts are compared as URLs are: in upper or lower
 * case, and with or without the default port of the scheme.
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

/**
 * Returns the host of the request. The host of an absolute target replaces that of the header, whatever the header says
 * (RFC 9112 § 3.2.2).
 */
function hostAsked(req: Request): string {
  return ABSOLUTE_TARGET.exec(req.url)?.[1] ?? req.headers.host ?? '';
}

/** Returns an empty text for anything that is more than a host and a port. */
function hostOf(scheme: string, asked: string): string {
  return /^[\w.:[\]-]+$/.test(asked) ? (URL.parse(`${scheme}//${asked}`)?.host ?? '') : '';
}

/**
 * Refuses requests that another site makes: a POST whose Sec-Fetch-Site is not `same-origin` or, where that header is
 * missing, whose Origin is not accepted; with neither header it is refused too. Methods other than GET, HEAD and POST
 * get 405. It needs no token, so none can expire.
 */
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
