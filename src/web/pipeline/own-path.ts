import type { Request } from 'express';

declare const ownPathBrand: unique symbol;
/**
 * A path of this portal with its query, as a browser reads it: one slash first, never a host. What is kept to come back to,
 * and where one is sent, is of this type.
 */
export type OwnPath = string & { readonly [ownPathBrand]: true };

/** A request target in absolute form, as for a proxy; its first group is the host, with the port. */
export const ABSOLUTE_TARGET = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i;
const ROOT = '/' as OwnPath;

/** The path when it is one of ours, to return to after sign-in; else null. Refuses `//host`, `/\host`, other schemes, control characters. */
export function ownPath(candidate: unknown, origin: string): OwnPath | null {
  if (typeof candidate !== 'string' || candidate.length > 1_000) return null;
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(candidate) || candidate.includes('\\')) return null;
  const url = URL.parse(candidate, origin);
  // `/.//host` loses its dot when parsed: what is returned must be as harmless as what was given.
  return url === null || url.origin !== origin ? null : harmless(url);
}

/** The path and query of the page that was asked for. The only reader of the raw target, which may name another host. */
export function requestedPath(req: Pick<Request, 'originalUrl'>): OwnPath {
  const target = req.originalUrl.replace(ABSOLUTE_TARGET, '');
  const url = URL.parse(`http://portal.invalid${target.startsWith('/') ? '' : '/'}${target}`);
  return url === null ? ROOT : (harmless(url) ?? ROOT);
}

export function withoutQuery(path: OwnPath): OwnPath {
  const [bare = ROOT] = path.split('?');
  return bare as OwnPath;
}

/** An address under a language: `path` is written by us, such as « /faq ». */
export function pathIn(language: string, path: string): OwnPath {
  return `/${language}${path === '/' ? '' : path}` as OwnPath;
}

function harmless({ pathname, search }: URL): OwnPath | null {
  return pathname.startsWith('//') ? null : (`${pathname}${search.replaceAll('\\', '%5C')}` as OwnPath);
}
