import type { Quota } from '../../platform/quotas.ts';
import { Refusal } from './refusals.ts';

/** Takes one; throws a 429 that says how long to wait when there is none left. */
export async function takeFromQuota(quota: Quota, key: string): Promise<void> {
  const wait = await quota.take(key);
  if (wait > 0) throw new Refusal(429, wait);
}
