import { z } from 'zod';
import type { App } from '../../app.ts';

declare module '../../platform/sealing.ts' {
  interface SealPurposes {
    'second-factor': true;
  }
}

/** The content names its account, so that a secret copied into the row of another account cannot be opened there. */
const Sealed = z.strictObject({ of: z.uuid(), secret: z.string() });

export function sealSecondFactor({ sealing }: Pick<App, 'sealing'>, content: z.infer<typeof Sealed>): string {
  return sealing.seal('second-factor', content, null);
}

/**
 * Returns the secret in base32. Returns null where there is none, when it was sealed for another account, or with a secret of the portal
 * that is no longer configured.
 */
export function openSecondFactor(
  { sealing }: Pick<App, 'sealing'>,
  { of, sealed }: { of: string; sealed: string | null },
): string | null {
  if (sealed === null) return null;
  const content = sealing.unseal('second-factor', Sealed, sealed);
  return content?.of === of ? content.secret : null;
}
