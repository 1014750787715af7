import type { App } from '../../../app.ts';
import { queueConfirmation } from '../account-jobs.ts';
import { actAsCitizen, type CitizenActor } from '../act-as-citizen.ts';

/** « Envoyer à nouveau ». Nothing for an address that is confirmed. */
export function askConfirmation(app: Pick<App, 'db'>, actor: CitizenActor): Promise<void> {
  return actAsCitizen(app, actor, async (tx, { id, emailConfirmedAt }) => {
    if (emailConfirmedAt === null) await queueConfirmation(tx, id);
  });
}
