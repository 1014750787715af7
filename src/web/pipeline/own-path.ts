import type { Request } from 'express';
import { z } from 'zod';

declare const ownPathBrand: unique symbol;
/**
 * A path of this portal with its query, as a browser reads it: it begins with a single slash and never holds a host.
 * Whatever is stored to return to, or redirected to, has this type.
 */
export type OwnPath = string & { readonly [ownPathBrand]: true };

/** Reads a path that a row kept, and judges it again. Whether it has a host does not depend on the host of the portal. */
export const OwnPath = z.string().transform((kept, { addIssue }) => {
  const path = ownPath(kept, ANY_ORIGIN);
  if (path !== null) return path;
  addIssue('not a path of this portal');
  return z.NEVER;
});

/** Matches a request target in absolute form, as sent to a proxy. Its first group is the host, with the port. */
export const ABSOLUTE_TARGET = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i;
const ROOT = '/' as OwnPath;
const ANY_ORIGIN = 'http://portal.invalid';

/**
 * Returns the path when it belongs to this portal, to return to it after sign-in; otherwise null. It refuses `//host`,
 * `/\host`, other schemes and control characters.
 */
export function ownPath(candidate: unknown, origin: string): OwnPath | null {
  if (typeof candidate !== 'string' || candidate.length > 1_000) return null;
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(candidate) || candidate.includes('\\')) return null;
  const url = URL.parse(candidate, origin);
  // Parsing turns `/.//host` into `//host`, so the parsed path is checked again.
  return url === null || url.origin !== origin ? null : harmless(url);
}

/**
 * Returns the path and query of the requested page. Only this function reads the raw target, which may name another
 * host.
 */
export function requestedPath(req: Pick<Request, 'originalUrl'>): OwnPath {
  const target = req.originalUrl.replace(ABSOLUTE_TARGET, '');
  const url = URL.parse(`${ANY_ORIGIN}${target.startsWith('/') ? '' : '/'}${target}`);
  return url === null ? ROOT : (harmless(url) ?? ROOT);
}

export function withoutQuery(path: OwnPath): OwnPath {
  const [bare = ROOT] = path.split('?');
  return bare as OwnPath;
}

/** Returns true for a path of the staff's pages, which have a banner and sessions of their own. */
export const isStaffPath = (path: string): boolean => /^\/[a-z]{2}\/admin(?:[/?]|$)/.test(path);

/**
 * Adds to a path the page that the visitor was going to, so that it is not lost on the way; adds nothing when it is
 * unknown.
 */
export function withNext(path: OwnPath, next: string): OwnPath {
  return next === '' ? path : (`${path}?next=${encodeURIComponent(next)}` as OwnPath);
}

/** Adds values to the query of a path, and leaves out empty ones. */
export function withQuery(path: OwnPath, asked: Readonly<Record<string, string>>): OwnPath {
  const given = Object.entries(asked).filter(([, value]) => value !== '');
  if (given.length === 0) return path;
  return `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(given)}` as OwnPath;
}

/** Returns the address of a page under a language. `path` is written in the code, such as « /faq ». */
export function pathIn(language: string, path: string): OwnPath {
  return `/${language}${path === '/' ? '' : path}` as OwnPath;
}

function harmless({ pathname, search }: URL): OwnPath | null {
  return pathname.startsWith('//') ? null : (`${pathname}${search.replaceAll('\\', '%5C')}` as OwnPath);
}
