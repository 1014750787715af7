import { Router } from 'express';
import type { App } from '../../app.ts';
import { preferredLanguage } from '../../web/pipeline/preferred-language.ts';
import { A_DAY } from '../../web/pipeline/static-files.ts';
import type { CookieJar } from '../../web/session/cookies.ts';
import { appManifest } from './app-manifest.ts';

const DAY_MS = 86_400_000;
/** RFC 9116 § 2.5.5 recommends less than a year. */
const SECURITY_TEXT_DAYS = 180;
type RootApp = Pick<App, 'config' | 'commune' | 'texts' | 'clock'>;

/**
 * The addresses outside the languages: the redirection to a language, the two well-known files for password managers
 * and for people who report a vulnerability, and what a home screen shows of the portal.
 */
export function rootRoutes({ config, commune, texts, clock }: RootApp, cookies: CookieJar): Router {
  return Router()
    .get('/', (req, res) => {
      res.vary('Accept-Language').vary('Cookie');
      res.redirect(302, `/${preferredLanguage(req, cookies)}`);
    })
    .get('/.well-known/change-password', (req, res) => {
      res.vary('Accept-Language').vary('Cookie');
      res.redirect(303, `/${preferredLanguage(req, cookies)}/account/password`);
    })
    .get('/.well-known/security.txt', (_req, res) => {
      res.setHeader('Cache-Control', A_DAY);
      res.type('text/plain').send(securityText({ email: commune.settings.email, ...config }, clock.now()));
    })
    .get('/manifest.webmanifest', (_req, res) => {
      res.setHeader('Cache-Control', A_DAY);
      res.type('application/manifest+json').send(JSON.stringify(appManifest(commune.settings, texts)));
    });
}

/** Returns the security.txt of RFC 9116. Its date is computed at each request, so that it never expires. */
function securityText({ email, publicOrigin }: { email: string; publicOrigin: string }, now: Date): string {
  const expires = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS + SECURITY_TEXT_DAYS * DAY_MS);
  const lines = [
    `Contact: mailto:${email}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: fr, nl, en, de',
    `Canonical: ${publicOrigin}/.well-known/security.txt`,
  ];
  return `${lines.join('\n')}\n`;
}
