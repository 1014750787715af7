import type { App } from '../../app.ts';
import { DAY, type QuotaRules } from '../../platform/quotas.ts';

/** Bounds the profiles that one person begins. */
export const profileQuotas = ({ limits }: App['config']) =>
  ({
    profiles: { points: limits.profilesPerDay, seconds: DAY },
  }) satisfies QuotaRules;
