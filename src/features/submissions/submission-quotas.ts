import type { App } from '../../app.ts';
import { HOUR, type QuotaRules } from '../../platform/quotas.ts';

/**
 * Limits how many drafts are begun without an account, how many messages one person sends, and how many wrong codes are
 * tried.
 */
export const submissionQuotas = ({ limits }: App['config']) =>
  ({
    guestDrafts: { points: limits.guestDraftsPerHour, seconds: HOUR },
    messages: { points: limits.messagesPerHour, seconds: HOUR },
    claims: { points: limits.wrongClaimsPerHour, seconds: HOUR },
    verifications: { points: limits.unknownCodesPerHour, seconds: HOUR },
  }) satisfies QuotaRules;
