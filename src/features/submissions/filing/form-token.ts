import { z } from 'zod';
import type { App } from '../../../app.ts';
import type { Draft } from '../draft/draft.ts';

declare module '../../../platform/sealing.ts' {
  interface SealPurposes {
    'filing-form': true;
  }
}

const FormToken = z.strictObject({ draft: z.uuid(), revision: z.number().int() });

/** Returns sealed text that says which answers the check page showed: those of this draft at this revision. */
export function sealFormToken(
  { sealing }: Pick<App, 'sealing'>,
  { id, revision }: Pick<Draft, 'id' | 'revision'>,
): string {
  return sealing.seal('filing-form', { draft: id, revision } satisfies z.infer<typeof FormToken>, null);
}

/** Returns the revision that the form showed; null for a token that is missing, forged, or of another draft. */
export function revisionShown({ sealing }: Pick<App, 'sealing'>, token: string, draft: string): number | null {
  const content = sealing.unseal('filing-form', FormToken, token);
  return content?.draft === draft ? content.revision : null;
}
