import type { App } from '../../../app.ts';
import { networkOf, wideNetworkOf } from '../../../platform/quotas.ts';

/** The key of two quotas that count all networks together. */
const ALL_NETWORKS = 'all';

/**
 * Takes from the quotas of sign-ups: of the network, and of the /48 that holds it, as a program that solves captchas may
 * have all of one. A room of the commune, where many people share one address, has a quota of its own instead. Returns 0, or
 * the seconds to wait. Sign-ups over all networks are only counted: beyond the hourly number of the settings the log warns,
 * once in ten minutes for all processes.
 */
export async function takeSignUp(
  { config, log, metrics, quotas }: Pick<App, 'config' | 'log' | 'metrics' | 'quotas'>,
  network: string,
): Promise<number> {
  const isRoom = config.roomAddresses.some((address) => networkOf(address) === network);
  const wait = await (isRoom ? quotas.signUpOfRoom.take(network) : takeOfNetwork(quotas, network));
  if (wait > 0) return wait;
  metrics.countSignUp();
  if ((await quotas.signUpAll.take(ALL_NETWORKS)) === 0) return 0;
  if ((await quotas.signUpAllWarning.take(ALL_NETWORKS)) > 0) return 0;
  log.warn('more sign-ups over all networks than in any usual hour: accounts may be made by a program');
  return 0;
}

async function takeOfNetwork(quotas: App['quotas'], network: string): Promise<number> {
  const wait = await quotas.signUp.take(network);
  const wide = wideNetworkOf(network);
  return wait > 0 || wide === null ? wait : quotas.signUpWide.take(wide);
}
