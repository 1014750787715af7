import type { App } from '../../../app.ts';
import type { TextKey } from '../../../locales/keys.ts';
import type { Client } from '../../../web/pipeline/client.ts';
import { type Captcha, isRightAnswer, readChallenge } from './captcha.ts';
import { spendCaptcha } from './spend-captcha.ts';

type Answered = { captchaChallenge: string; captcha: string };
export type CaptchaOutcome =
  | { outcome: 'right'; captcha: Captcha }
  /** `wait` is in seconds, and 0 where the network may try again at once. */
  | { outcome: 'wrong'; reason: TextKey; wait: number };

/** Judges the answer to a captcha, which is worth nothing after ten minutes. Wrong answers are counted per network address. */
export async function answeredCaptcha(
  app: Pick<App, 'db' | 'quotas' | 'sealing'>,
  input: Answered,
  client: Client,
): Promise<CaptchaOutcome> {
  const captcha = readChallenge(app, input.captchaChallenge);
  if (captcha !== null && isRightAnswer(captcha, input.captcha)) return { outcome: 'right', captcha };
  const wait = await app.quotas.captcha.take(client.network);
  if (captcha !== null && wait === 0) await spendCaptcha(app, captcha.id);
  return { outcome: 'wrong', reason: `accounts:error.captcha.${captcha === null ? 'expired' : 'wrong'}`, wait };
}
