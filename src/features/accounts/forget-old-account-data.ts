import type { App } from '../../app.ts';
import { purge } from '../../platform/postgres/purge.ts';
import { deleteExpiredQuotas } from '../../platform/quotas.ts';
import { deleteDeadAccountLinks } from './account-links.repository.ts';
import { deleteOldSpentCaptchas } from './captcha/captchas.repository.ts';
import { deleteOldInterruptedForms } from './sign-in/interrupted-forms.repository.ts';
import { deleteOldSignIns } from './sign-ins.repository.ts';
import { deleteUnconfirmedCitizens } from './unconfirmed-citizens.repository.ts';

/** Deletes, each night, what the privacy notice says is not kept. */
export function forgetOldAccountData(app: Pick<App, 'db'>): Promise<void> {
  return purge(app.db, {
    'unconfirmed accounts': deleteUnconfirmedCitizens,
    'dead links': deleteDeadAccountLinks,
    'old sign-ins': deleteOldSignIns,
    'spent captchas': deleteOldSpentCaptchas,
    'interrupted forms': deleteOldInterruptedForms,
    'expired quotas': deleteExpiredQuotas,
  });
}
