import type { Request, Response } from 'express';

/**
 * The portal's cookies. With https their names begin with `__Host-`: a browser refuses such a cookie when it is not
 * Secure, has a Domain, or another Path than `/` (RFC 6265bis § 4.1.3.2).
 */
export type CookieJar = {
  /** The names of the session cookies. One browser may hold both, and neither gives access to what the other does. */
  sessionNames: Readonly<Record<'citizen' | 'staff', string>>;
  secure: boolean;
  read(req: Request, name: CookieName): string | null;
  /**
   * Returns true when the request brings no cookie that a page depends on, except that of the language: no session, no
   * notice, nothing that might be read as one.
   */
  onlyLanguage(req: Request): boolean;
  write(res: Response, name: CookieName, kept: { value: string; maxAgeSeconds: number }): void;
  /** Makes the browser forget the session's cookie. */
  expireSession(res: Response, actor: 'citizen' | 'staff'): void;
};
export type CookieName =
  | 'language'
  | 'notice'
  | 'guest'
  | 'known-browser'
  | 'known-staff-browser'
  | 'passkey-attempt'
  | 'card-sign-in';
/** The cookies of known browsers. They are read at sign-in only, so no page depends on them. */
const KNOWN_BROWSER = /(?:^|; )(?:__Host-)?known-(?:staff-)?browser=[^;]*/g;

export function createCookieJar(publicOrigin: string): CookieJar {
  const secure = publicOrigin.startsWith('https://');
  const named = (name: string) => (secure ? `__Host-${name}` : name);
  const sessionNames = { citizen: named('session'), staff: named('staff-session') };
  const append = (res: Response, name: string, { value, maxAgeSeconds }: { value: string; maxAgeSeconds: number }) => {
    const lasting = `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax`;
    res.append('Set-Cookie', secure ? `${lasting}; Secure` : lasting);
  };
  return {
    sessionNames,
    secure,
    read(req, name) {
      const wanted = `${named(name)}=`;
      const found = (req.headers.cookie ?? '').split(';').find((part) => part.trimStart().startsWith(wanted));
      return found?.trim().slice(wanted.length) ?? null;
    },
    onlyLanguage({ headers: { cookie: sent = '' } }) {
      const cookie = sent.replace(KNOWN_BROWSER, '').replace(/^; /, '');
      return cookie === '' || (cookie.startsWith(`${named('language')}=`) && !cookie.includes(';'));
    },
    write: (res, name, kept) => append(res, named(name), kept),
    expireSession: (res, actor) => append(res, sessionNames[actor], { value: '', maxAgeSeconds: 0 }),
  };
}
