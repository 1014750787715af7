import type { App } from '../../../app.ts';
import { wideNetworkOf } from '../../../platform/quotas.ts';

/** The key of two quotas that count all networks together. */
const ALL_NETWORKS = 'all';

/**
 * Takes from the quotas of sign-ups: of the network, and of the /48 that holds it, as a program that solves captchas may
 * have all of one. Returns 0, or the seconds to wait. Sign-ups over all networks are only counted: beyond the hourly number
 * of the settings the log warns, once in ten minutes for all processes.
 */
export async function takeSignUp(
  { log, metrics, quotas }: Pick<App, 'log' | 'metrics' | 'quotas'>,
  network: string,
): Promise<number> {
  const wait = await quotas.signUp.take(network);
  if (wait > 0) return wait;
  const wide = wideNetworkOf(network);
  const wideWait = wide === null ? 0 : await quotas.signUpWide.take(wide);
  if (wideWait > 0) return wideWait;
  metrics.countSignUp();
  if ((await quotas.signUpAll.take(ALL_NETWORKS)) === 0) return 0;
  if ((await quotas.signUpAllWarning.take(ALL_NETWORKS)) > 0) return 0;
  log.warn('more sign-ups over all networks than in any usual hour: accounts may be made by a program');
  return 0;
}
