import type { Config } from './config.ts';
import { accountQuotas } from './features/accounts/account-quotas.ts';
import { credentialQuotas } from './features/credentials/credential-quotas.ts';
import { helpdeskQuotas } from './features/helpdesk/helpdesk-quotas.ts';
import { profileQuotas } from './features/profiles/profile-quotas.ts';
import { submissionQuotas } from './features/submissions/submission-quotas.ts';

/** All that is bounded by a quota, as each feature says it. Mails have bounds of their own, in `notifications`. */
export const quotaRules = (config: Config) => ({
  ...credentialQuotas(config),
  ...accountQuotas(config),
  ...profileQuotas(config),
  ...submissionQuotas(config),
  ...helpdeskQuotas(config),
});
export type QuotaName = keyof ReturnType<typeof quotaRules>;
