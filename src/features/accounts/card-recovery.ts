import type { Shell } from '../../web/page/shell.ts';
import { type OwnPath, withNext } from '../../web/pipeline/own-path.ts';

/** The way to a new password or address by the card, for who is not signed in: a page of features/identification. */
export const cardRecovery = (at: Shell['at']): OwnPath =>
  withNext(at('/identification/sign-in'), at('/account/recovery'));
