import { z } from 'zod';
import type { FasContext } from '../../platform/fas/fas.ts';

/** The level of identification that a démarche asks for: 2 is a strong means of FAS, 3 one of the two strongest. */
export const IdentificationLevel = z.union([z.literal(2), z.literal(3)]);
export type IdentificationLevel = z.infer<typeof IdentificationLevel>;

/** The seconds for which an identification counts for filing, from when it was made. */
export const LEVEL_HOLDS_SECONDS = 15 * 60;

/**
 * Signing in by FAS asks for two factors that FAS ties to the person, as the law calls substantial (CSAM 400), or more.
 * It opens no more than the password alone does, and whatever asks for a higher level asks for it again.
 */
export const SIGN_IN_LEVEL: IdentificationLevel = 2;

/** Only itsme or the card replaces the password itself, as whoever holds a telephone receives the codes of level 2. */
export const RECOVERY_LEVEL: IdentificationLevel = 3;

const CSAM_LEVELS = { 2: 400, 3: 450 } as const satisfies Record<IdentificationLevel, number>;

/** Returns the level that FAS is asked for. What it answers decides. */
export function acrOf(level: IdentificationLevel, context: FasContext): string {
  return `urn:be:fedict:iam:fas:${context}:Level${CSAM_LEVELS[level]}`;
}

/** Returns null for a level of CSAM that is worth no more than the account itself. */
export function levelOf(csamLevel: number): IdentificationLevel | null {
  if (csamLevel >= CSAM_LEVELS[3]) return 3;
  return csamLevel >= CSAM_LEVELS[2] ? 2 : null;
}
