import type { Request, RequestHandler, Response } from 'express';
import type { Commune } from '../../domain/commune.ts';
import type { CurrentCommune } from '../../domain/current-commune.ts';
import { isLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '../../domain/language.ts';
import { NotFound } from '../../domain/not-found.ts';
import type { TextKey } from '../../locales/keys.ts';
import type { Assets } from '../pipeline/assets.ts';
import { type OwnPath, pathIn, requestedPath } from '../pipeline/own-path.ts';
import type { CookieJar } from '../session/cookies.ts';
import { cookiesOf } from './locals.ts';
import { type Look, lookOf } from './look.ts';
import { isTextKey, type Texts, type Translate } from './texts.ts';

/** `absolute` is the whole address, which search engines ask for. */
export type LanguageLink = { language: Language; name: string; href: string; absolute: string; current: boolean };

export type ProfileChoice = { value: string; name: string; acting: boolean };
/** One of the three blue buttons of the banner. The button of the profile in use is extended and shows its name. */
export type ProfileButton = {
  kind: 'citizen' | 'association' | 'enterprise';
  label: string;
  acting: boolean;
  choices: ProfileChoice[];
  create: { href: string; text: string } | null;
};

/** The banner of the staff's pages, which replaces that of the citizens. The account is null before sign-in. */
export type StaffBanner = {
  account: { name: string; roles: string } | null;
  /** The pages where the work of this role begins. */
  links: readonly { href: OwnPath; text: string; current: boolean }[];
  /** True when the mail server has taken nothing for ten minutes. */
  mailServerAway: boolean;
};

/** The values that every template receives, whatever the page. */
export type Shell = {
  language: Language;
  t: Translate;
  /** Returns the address of one of the portal's pages in the visitor's language: `at('/faq')` is `/fr/faq`. */
  at(path: string): OwnPath;
  languages: LanguageLink[];
  assets: Assets;
  commune: Commune;
  look: Look;
  account: { name: string } | null;
  profiles: ProfileButton[];
  /** Null on every page outside the staff's pages. */
  staff: StaffBanner | null;
  notice: string | null;
  /** The tag of the signed-in person, which every form of the page carries. Null while nobody is signed in. */
  formOwner: string | null;
  /** The organisation or the person that the page is about. The name is added to the title, for tabs and screen readers. */
  about: string | null;
  /** The description that search engines show of a public page. */
  description: string | null;
};

/**
 * The green message that a page shows once after a success. A feature declares one by writing its text under
 * « notice.… » in its own catalogue; a notice without a text does not compile.
 */
export type Notice = Extract<TextKey, `${string}:notice.${string}`>;
const isNotice = (value: string): value is Notice => /^[a-z-]+:notice\./.test(value) && isTextKey(value);

export type ShellParts = { texts: Texts; assets: Assets; publicOrigin: string; commune: CurrentCommune };
type ShellOptions = ShellParts & { cookies: CookieJar };
const YEAR_SECONDS = 31_536_000;

export function createShell(options: ShellParts, language: Language, page: OwnPath): Shell {
  const commune = options.commune.in(language);
  return {
    language,
    t: options.texts[language],
    at: (path) => pathIn(language, path),
    languages: languageLinks(language, page, options.publicOrigin),
    assets: options.assets,
    commune,
    look: lookOf(commune.colours),
    account: null,
    profiles: [],
    staff: null,
    notice: null,
    formOwner: null,
    about: null,
    description: null,
  };
}

/**
 * Prepares every page under `/{language}`: sets the shell and remembers the language. Throws NotFound for an unknown
 * language.
 */
export function languagePages({ cookies, ...parts }: ShellOptions): RequestHandler {
  return (req, res, next) => {
    const language = req.params['language'];
    if (!isLanguage(language)) throw new NotFound();
    const shell = createShell(parts, language, requestedPath(req));
    rememberLanguage(req, res, { cookies, language });
    const notice = cookies.read(req, 'notice');
    if (notice !== null && req.method === 'GET') {
      cookies.write(res, 'notice', { value: '', maxAgeSeconds: 0 });
      if (isNotice(notice)) shell.notice = shell.t(notice);
    }
    res.locals.shell = shell;
    res.locals.cookies = cookies;
    next();
  };
}

type Remembered = { cookies: CookieJar; language: Language };

/** Remembers the language of the page for later visits, in a cookie. */
export function rememberLanguage(req: Request, res: Response, { cookies, language }: Remembered): void {
  if (cookies.read(req, 'language') === language) return;
  cookies.write(res, 'language', { value: language, maxAgeSeconds: YEAR_SECONDS });
}

/** Redirects with 303, after a success, to a page that shows the green message once. */
export function redirectWithNotice(res: Response, to: { path: string; notice: Notice }): void {
  cookiesOf(res).write(res, 'notice', { value: to.notice, maxAgeSeconds: 60 });
  res.redirect(303, to.path);
}

/** Returns the same page in each language, so that switching the language keeps it. */
function languageLinks(current: Language, page: OwnPath, publicOrigin: string): LanguageLink[] {
  const rest = page.replace(/^\/[a-z]{2}(?=[/?]|$)/, '');
  return LANGUAGES.map((language) => {
    const href = `/${language}${rest}`;
    return {
      language,
      name: LANGUAGE_NAMES[language],
      href,
      absolute: `${publicOrigin}${href}`,
      current: language === current,
    };
  });
}
