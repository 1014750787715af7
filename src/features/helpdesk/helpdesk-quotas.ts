import type { App } from '../../app.ts';
import { HOUR, type QuotaRules } from '../../platform/quotas.ts';

/** Bounds the searches of one colleague, and the links for a password that they send. */
export const helpdeskQuotas = ({ limits }: App['config']) =>
  ({
    helpdeskSearches: { points: limits.helpdeskSearchesPerHour, seconds: HOUR },
    helpdeskResets: { points: limits.helpdeskResetsPerHour, seconds: HOUR },
  }) satisfies QuotaRules;
