import type { Request, Response } from 'express';
import { isLanguage } from '../../../domain/language.ts';
import { preferredLanguage } from '../../../web/pipeline/preferred-language.ts';
import type { CookieJar } from '../../../web/session/cookies.ts';

const PASSED_ON = ['code', 'state', 'iss', 'error'] as const;

/**
 * The one address of ours that FAS knows. It only leads to the page in the language of the departure, which `state` begins
 * with, and so it is harmless that another site may post here: FAS does, with `form_post`. That post brings no cookie of
 * ours (SameSite=Lax); the GET that follows it does.
 */
export const callbackPage = (cookies: CookieJar) => {
  const passOn = (req: Request, res: Response, given: unknown): void => {
    const answer = new URLSearchParams();
    for (const name of PASSED_ON) {
      const value = new Map(Object.entries(given ?? {})).get(name);
      if (typeof value === 'string' && value.length <= 2_000) answer.set(name, value);
    }
    const [label = ''] = (answer.get('state') ?? '').split('.');
    const language = isLanguage(label) ? label : preferredLanguage(req, cookies);
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Referrer-Policy', 'no-referrer');
    res.redirect(303, `/${language}/identification/return?${answer}`);
  };
  return {
    get: (req: Request, res: Response) => passOn(req, res, req.query),
    post: (req: Request, res: Response) => passOn(req, res, req.body),
  };
};
