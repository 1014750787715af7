import type { Request } from 'express';
import { isLanguage, type Language, languageFrom } from '../../domain/language.ts';
import type { CookieJar } from '../session/cookies.ts';

/**
 * Returns the language for an address that names none: the one last used in this browser, else the one the browser
 * prefers, else French.
 */
export function preferredLanguage(req: Request, cookies: CookieJar): Language {
  const remembered = cookies.read(req, 'language');
  return isLanguage(remembered) ? remembered : languageFrom(req.headers['accept-language']);
}
