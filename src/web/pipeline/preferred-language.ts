import type { Request } from 'express';
import { isLanguage, type Language, languageFrom } from '../../domain/language.ts';
import type { CookieJar } from '../session/cookies.ts';

/** For an address that names no language: the one used last in this browser, else the browser's own, else French. */
export function preferredLanguage(req: Request, cookies: CookieJar): Language {
  const remembered = cookies.read(req, 'language');
  return isLanguage(remembered) ? remembered : languageFrom(req.headers['accept-language']);
}
