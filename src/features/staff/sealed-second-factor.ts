import { z } from 'zod';
import type { App } from '../../app.ts';

declare module '../../platform/sealing.ts' {
  interface SealPurposes {
    'second-factor': true;
  }
}

/** Named after its account, so that one copied into another's row opens nothing. */
const Sealed = z.strictObject({ of: z.uuid(), secret: z.string() });

export function sealSecondFactor({ sealing }: Pick<App, 'sealing'>, content: z.infer<typeof Sealed>): string {
  return sealing.seal('second-factor', content, null);
}

/** The secret in base32. Null when it was sealed for another account, or with a key that is gone. */
export function openSecondFactor(
  { sealing }: Pick<App, 'sealing'>,
  { of, sealed }: { of: string; sealed: string },
): string | null {
  const content = sealing.unseal('second-factor', Sealed, sealed);
  return content?.of === of ? content.secret : null;
}
