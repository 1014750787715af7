import type { App } from '../../app.ts';
import { HOUR, MINUTE, type QuotaRules } from '../../platform/quotas.ts';

/** Bounds the tries of passwords, codes and passkeys, of citizens and of the staff. */
export const credentialQuotas = ({ limits }: App['config']) =>
  ({
    signIn: { points: limits.signInPer5Minutes, seconds: 5 * MINUTE },
    refusedSignIns: { points: limits.refusedSignInsPerHour, seconds: HOUR },
    refusedSignInsWarning: { points: 1, seconds: 10 * MINUTE },
  }) satisfies QuotaRules;
