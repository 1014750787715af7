import type { Request, Response } from 'express';

/** RFC 6265bis § 4.1.3.2: the browser refuses a `__Host-` cookie that is not Secure, has a Domain, or another Path than `/`. */
export type CookieJar = {
  /** Of citizens and of the staff: one browser may hold both, and neither is the other. */
  sessionNames: Readonly<Record<'citizen' | 'staff', string>>;
  secure: boolean;
  read(req: Request, name: CookieName): string | null;
  /** Nothing but the language came with the request: no session, no notice, nothing that might be read as one. */
  onlyLanguage(req: Request): boolean;
  write(res: Response, name: CookieName, kept: { value: string; maxAgeSeconds: number }): void;
  /** Makes the browser forget the session's cookie. */
  expireSession(res: Response, actor: 'citizen' | 'staff'): void;
};
export type CookieName = 'language' | 'notice';

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
    onlyLanguage({ headers: { cookie = '' } }) {
      return cookie === '' || (cookie.startsWith(`${named('language')}=`) && !cookie.includes(';'));
    },
    write: (res, name, kept) => append(res, named(name), kept),
    expireSession: (res, actor) => append(res, sessionNames[actor], { value: '', maxAgeSeconds: 0 }),
  };
}
