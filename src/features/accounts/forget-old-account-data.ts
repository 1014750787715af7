import type { App } from '../../app.ts';
import type { Transaction } from '../../platform/database.ts';
import { deleteExpiredQuotas } from '../../platform/quotas.ts';
import { deleteDeadAccountLinks } from './account-links.repository.ts';
import { deleteUnconfirmedCitizens } from './citizens.repository.ts';
import { deleteOldInterruptedForms } from './sign-in/interrupted-forms.repository.ts';
import { deleteOldSignIns } from './sign-ins.repository.ts';
import { deleteOldSpentCaptchas } from './sign-up/captchas.repository.ts';

const UNCONFIRMED_DAYS = 7;

/** Each night: what the privacy notice says is not kept. */
export async function forgetOldAccountData(app: Pick<App, 'db'>): Promise<void> {
  // One transaction each: what cannot be deleted today does not keep the rest.
  const steps: ((tx: Transaction) => Promise<number>)[] = [
    (tx) => deleteUnconfirmedCitizens(tx, UNCONFIRMED_DAYS),
    deleteDeadAccountLinks,
    deleteOldSignIns,
    deleteOldSpentCaptchas,
    deleteOldInterruptedForms,
    deleteExpiredQuotas,
  ];
  for (const step of steps) await app.db.transaction(step);
}
