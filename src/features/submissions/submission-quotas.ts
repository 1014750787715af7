import type { App } from '../../app.ts';
import { HOUR, type QuotaRules } from '../../platform/quotas.ts';

/** Bounds what is begun without an account, the messages of one person, and the codes that are tried. */
export const submissionQuotas = ({ limits }: App['config']) =>
  ({
    guestDrafts: { points: limits.guestDraftsPerHour, seconds: HOUR },
    messages: { points: limits.messagesPerHour, seconds: HOUR },
    claims: { points: limits.wrongClaimsPerHour, seconds: HOUR },
    verifications: { points: limits.unknownCodesPerHour, seconds: HOUR },
  }) satisfies QuotaRules;
