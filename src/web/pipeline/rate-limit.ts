import type { Quota } from '../../platform/quotas.ts';
import { Refusal } from './refusals.ts';

/** Takes one from the quota. Throws a 429 with the seconds to wait when none is left. */
export async function takeFromQuota(quota: Quota, key: string): Promise<void> {
  refuseUntil(await quota.take(key));
}

/** Throws a 429 where there are seconds to wait. */
export function refuseUntil(wait: number): void {
  if (wait > 0) throw new Refusal(429, wait);
}
