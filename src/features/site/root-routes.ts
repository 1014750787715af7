import { Router } from 'express';
import type { App } from '../../app.ts';
import { preferredLanguage } from '../../web/pipeline/preferred-language.ts';
import type { CookieJar } from '../../web/session/cookies.ts';

const DAY_MS = 86_400_000;
/** RFC 9116 § 2.5.5 recommends less than a year. */
const SECURITY_TEXT_DAYS = 180;

/**
 * The addresses outside the languages: the redirection to a language, and the two well-known files for password
 * managers and for people who report a vulnerability.
 */
export function rootRoutes({ config, clock }: Pick<App, 'config' | 'clock'>, cookies: CookieJar): Router {
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
      res.setHeader('Cache-Control', 'public, max-age=86400');
      res.type('text/plain').send(securityText(config, clock.now()));
    });
}

/** Returns the security.txt of RFC 9116. Its date is computed at each request, so that it never expires. */
function securityText({ communeEmail, publicOrigin }: App['config'], now: Date): string {
  const expires = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS + SECURITY_TEXT_DAYS * DAY_MS);
  const lines = [
    `Contact: mailto:${communeEmail}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: fr, nl, en, de',
    `Canonical: ${publicOrigin}/.well-known/security.txt`,
  ];
  return `${lines.join('\n')}\n`;
}
