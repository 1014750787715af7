import type { OwnPath } from '../../../web/pipeline/own-path.ts';

export const RECOVERY_PATH = '/account/recovery';

/** Returns true for the page from which the card gives a new password or address, in any language. */
export const isRecovery = (next: OwnPath | ''): boolean => /^\/[a-z]{2}\/account\/recovery(?:[/?]|$)/.test(next);
