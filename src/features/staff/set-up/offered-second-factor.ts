import { z } from 'zod';
import type { App } from '../../../app.ts';
import { newSecondFactor } from '../../../platform/second-factor.ts';

declare module '../../../platform/sealing.ts' {
  interface SealPurposes {
    'second-factor-offer': true;
  }
}

const LIFE_SECONDS = 3_600;
const Offer = z.strictObject({ link: z.string(), secret: z.string() });

/** `sealed` travels in the form; nothing is kept until a code shows that an app holds the secret. */
export type OfferedSecondFactor = { secret: string; sealed: string };

/**
 * Made as the page of a set-up link is shown, another each time: who only opened the link, a scanner of mails perhaps, holds
 * a secret that is worth nothing.
 */
export function offerSecondFactor({ sealing }: Pick<App, 'sealing'>, link: Buffer): OfferedSecondFactor {
  const secret = newSecondFactor();
  return { secret, sealed: sealing.seal('second-factor-offer', { link: link.toString('hex'), secret }, LIFE_SECONDS) };
}

/** Null after an hour, and for another link. */
export function openOfferedSecondFactor(
  { sealing }: Pick<App, 'sealing'>,
  { link, sealed }: { link: Buffer; sealed: string },
): OfferedSecondFactor | null {
  const offer = sealing.unseal('second-factor-offer', Offer, sealed);
  return offer?.link === link.toString('hex') ? { secret: offer.secret, sealed } : null;
}
