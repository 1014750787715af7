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

/** `sealed` is a hidden field of the form. Nothing is stored until a code shows that an app holds the secret. */
export type OfferedSecondFactor = { secret: string; sealed: string };

/**
 * Makes another secret each time the page of a set-up link is shown, so that whoever only opened the link, such as a
 * mail scanner, holds a secret without value.
 */
export function offerSecondFactor({ sealing }: Pick<App, 'sealing'>, link: Buffer): OfferedSecondFactor {
  const secret = newSecondFactor();
  return { secret, sealed: sealing.seal('second-factor-offer', { link: link.toString('hex'), secret }, LIFE_SECONDS) };
}

/** Returns null for an offer that is older than an hour or was made for another link. */
export function openOfferedSecondFactor(
  { sealing }: Pick<App, 'sealing'>,
  { link, sealed }: { link: Buffer; sealed: string },
): OfferedSecondFactor | null {
  const offer = sealing.unseal('second-factor-offer', Offer, sealed);
  return offer?.link === link.toString('hex') ? { secret: offer.secret, sealed } : null;
}
