import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { copiedDigits } from '../../../domain/numbers/plain-digits.ts';
import { CAPTCHA_LENGTH, randomDigits } from '../../../platform/captcha/captcha-picture.ts';

declare module '../../../platform/sealing.ts' {
  interface SealPurposes {
    captcha: true;
  }
}

const LIFE_SECONDS = 10 * 60;
const Captcha = z.strictObject({ id: z.uuid(), digits: z.string().length(CAPTCHA_LENGTH) });
export type Captcha = z.infer<typeof Captcha>;

/**
 * Returns sealed text that holds the digits. Nothing is stored and no session begins until it is answered. It expires
 * after 10 minutes.
 */
export function newChallenge(app: Pick<App, 'sealing'>): string {
  return app.sealing.seal('captcha', { id: randomUUID(), digits: randomDigits() } satisfies Captcha, LIFE_SECONDS);
}

/** Returns null for a challenge that is forged or older than 10 minutes. */
export function readChallenge(app: Pick<App, 'sealing'>, challenge: string): Captcha | null {
  return app.sealing.unseal('captcha', Captcha, challenge);
}

/**
 * Returns true for the right digits. Digits of another script are accepted, and so are spaces or a full stop between
 * them.
 */
export function isRightAnswer(captcha: Captcha, answer: string): boolean {
  return copiedDigits(answer) === captcha.digits;
}
