import type { Config } from './config.ts';
import { accountQuotas } from './features/accounts/account-quotas.ts';
import { accountMails } from './features/accounts/email/account-mails.ts';
import { adminMails } from './features/admin/admin-mails.ts';
import { credentialQuotas } from './features/credentials/credential-quotas.ts';
import { helpdeskMails } from './features/helpdesk/helpdesk-mails.ts';
import { helpdeskQuotas } from './features/helpdesk/helpdesk-quotas.ts';
import { mergeMails } from './features/merge/merge-mails.ts';
import { ownDataMails } from './features/own-data/own-data-mails.ts';
import { profileMails } from './features/profiles/profile-mails.ts';
import { profileQuotas } from './features/profiles/profile-quotas.ts';
import { staffMails } from './features/staff/staff-mails.ts';
import { submissionMails } from './features/submissions/submission-mails.ts';
import { submissionQuotas } from './features/submissions/submission-quotas.ts';

/** All that is bounded by a quota, as each feature says it. Mails have bounds of their own, below. */
export const quotaRules = (config: Config) => ({
  ...credentialQuotas(config),
  ...accountQuotas(config),
  ...profileQuotas(config),
  ...submissionQuotas(config),
  ...helpdeskQuotas(config),
});
export type QuotaName = keyof ReturnType<typeof quotaRules>;

/** Every kind of mail that the portal sends, with its limits, as each feature declares it. README.md says the same. */
export const MAILS = {
  ...accountMails,
  ...profileMails,
  ...staffMails,
  ...submissionMails,
  ...helpdeskMails,
  ...mergeMails,
  ...ownDataMails,
  ...adminMails,
};
export type Mails = typeof MAILS;
