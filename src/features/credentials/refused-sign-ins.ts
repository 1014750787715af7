import type { App } from '../../app.ts';

/** The keys of two quotas that count all accounts together, citizens and staff. */
const ALL_ACCOUNTS = 'all';

/**
 * Counts a refused sign-in over all accounts. One password tried on many accounts from many networks stays below every
 * bound of one account or one network: beyond the hourly number of the settings the log warns, once in ten minutes for
 * all processes, and the metric shows how many there are.
 */
export async function countRefusedSignIn({
  log,
  metrics,
  quotas,
}: Pick<App, 'log' | 'metrics' | 'quotas'>): Promise<void> {
  metrics.countRefusedSignIn();
  if ((await quotas.refusedSignIns.take(ALL_ACCOUNTS)) === 0) return;
  if ((await quotas.refusedSignInsWarning.take(ALL_ACCOUNTS)) > 0) return;
  log.warn('more refused sign-ins over all accounts than in any usual hour: passwords may be tried on many accounts');
}
