import { z } from 'zod';
import type { App } from '../../../app.ts';
import type { FasSecrets } from '../../../platform/fas/fas.ts';
import { type OwnPath, ownPath } from '../../../web/pipeline/own-path.ts';

declare module '../../../platform/sealing.ts' {
  interface SealPurposes {
    'card-sign-in': true;
  }
}

/** Somebody may look for their card, and for the code that they have forgotten. */
export const CARD_DEPARTURE_SECONDS = 40 * 60;
const Kept = z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string(), next: z.string() });
export type CardDeparture = { secrets: FasSecrets; next: OwnPath | '' };

/**
 * Seals a departure for the browser that sets out: nobody is signed in yet, and no other browser can answer in its
 * place.
 */
export function sealCardDeparture({ sealing }: Pick<App, 'sealing'>, { secrets, next }: CardDeparture): string {
  const kept: z.infer<typeof Kept> = { ...secrets, next };
  return sealing.seal('card-sign-in', kept, CARD_DEPARTURE_SECONDS);
}

/** Returns the departure that an answer with this state belongs to, or null. */
export function openCardDeparture(
  { sealing, config }: Pick<App, 'sealing' | 'config'>,
  { sealed, state }: { sealed: string; state: unknown },
): CardDeparture | null {
  const kept = sealing.unseal('card-sign-in', Kept, sealed);
  if (kept === null || kept.state !== state) return null;
  const { next, ...secrets } = kept;
  return { secrets, next: ownPath(next, config.publicOrigin) ?? '' };
}
