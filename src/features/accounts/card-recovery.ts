import type { App } from '../../app.ts';
import type { Shell } from '../../web/page/shell.ts';
import { type OwnPath, withNext } from '../../web/pipeline/own-path.ts';

type At = Shell['at'];

/**
 * The way to a new password or address by the card for who is signed in; it leads to FAS first where the card was not shown
 * lately. Null where the portal knows no FAS.
 */
export const ownCardRecovery = ({ config }: Pick<App, 'config'>, at: At, what: 'password' | 'email'): OwnPath | null =>
  config.fas === null ? null : at(`/account/recovery/${what}`);

/** Returns the recovery by card for somebody who is not signed in: a page of features/identification. */
export const cardRecovery = (at: At): OwnPath => withNext(at('/identification/sign-in'), at('/account/recovery'));
