import type { App } from '../../app.ts';
import { deleteDeadAccountLinks } from './account-links.repository.ts';
import { deleteOldSpentCaptchas } from './captchas.repository.ts';
import { deleteUnconfirmedCitizens } from './citizens.repository.ts';
import { deleteOldInterruptedForms } from './interrupted-forms.repository.ts';
import { deleteOldSignInDelays } from './sign-in-delays.repository.ts';
import { deleteOldSignIns } from './sign-ins.repository.ts';

const UNCONFIRMED_DAYS = 7;

/** Each night: what the privacy notice says is not kept. */
export async function forgetOldAccountData(app: Pick<App, 'db'>): Promise<void> {
  await app.db.transaction(async (tx) => {
    await deleteUnconfirmedCitizens(tx, UNCONFIRMED_DAYS);
    await deleteDeadAccountLinks(tx);
    await deleteOldSignIns(tx);
    await deleteOldSpentCaptchas(tx);
    await deleteOldSignInDelays(tx);
    await deleteOldInterruptedForms(tx);
  });
}
