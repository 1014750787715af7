import type { App } from '../../../app.ts';
import type { TextKey } from '../../../locales/keys.ts';
import type { Client } from '../../../web/pipeline/client.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { type Captcha, isRightAnswer, readChallenge } from './captcha.ts';
import { spendCaptcha } from './spend-captcha.ts';

type Answered = { captchaChallenge: string; captcha: string };

/**
 * Returns why the captcha is refused when it is wrong or older than ten minutes. Wrong answers are counted per network
 * address.
 */
export async function answeredCaptcha(
  app: Pick<App, 'db' | 'quotas' | 'sealing'>,
  input: Answered,
  client: Client,
): Promise<Captcha | TextKey> {
  const captcha = readChallenge(app, input.captchaChallenge);
  if (captcha !== null && isRightAnswer(captcha, input.captcha)) return captcha;
  await takeFromQuota(app.quotas.captcha, client.network);
  if (captcha !== null) await spendCaptcha(app, captcha.id);
  return captcha === null ? 'accounts:error.captcha.expired' : 'accounts:error.captcha.wrong';
}
