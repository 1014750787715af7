import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { spokenDigits } from '../../../platform/captcha/captcha-audio.ts';
import { drawDigits } from '../../../platform/captcha/captcha-picture.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { sendBytes } from '../../../web/pipeline/byte-range.ts';
import { type Captcha, readChallenge } from './captcha.ts';
import { captchaAddresses } from './captcha-block.ts';

type CaptchaApp = Pick<App, 'sealing' | 'captchaSounds'>;

/**
 * Answers the picture and the sound of a challenge, and a new challenge for the button with the green arrows. It needs
 * neither SQL nor a session.
 */
export const captchaPage = (app: CaptchaApp) => ({
  get(_req: Request, res: Response): void {
    res.setHeader('Cache-Control', 'no-store');
    res.json(captchaAddresses(app, shellOf(res).at));
  },
  async picture(req: Request, res: Response): Promise<void> {
    const { digits } = captchaOf(app, req);
    res.setHeader('Cache-Control', 'no-store');
    res.type('image/svg+xml').send(await drawDigits(digits));
  },
  sound(req: Request, res: Response): void {
    const { id, digits } = captchaOf(app, req);
    const { language } = shellOf(res);
    // The id only leaves the portal sealed, so it can serve as the seed.
    const bytes = spokenDigits(app.captchaSounds, language, { digits, seed: `${id} ${language}` });
    res.setHeader('Cache-Control', 'no-store');
    // Safari does not play a sound that cannot be requested in parts, and Chromium does not rewind one.
    sendBytes(req, res.type('audio/wav'), {
      bytes,
      tag: `"${digestOf(`sound ${id} ${language}`).toString('base64url')}"`,
    });
  },
});

function captchaOf(app: CaptchaApp, req: Request): Captcha {
  const captcha = readChallenge(app, String(req.params['challenge']));
  if (captcha === null) throw new NotFound();
  return captcha;
}
