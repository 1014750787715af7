import type { App } from '../../../app.ts';
import { updateForgottenDeliveries } from './mail-deliveries.repository.ts';

/** Says of mails whose job is gone, or is tried no more, what became of them. */
export async function settleMails({ db }: Pick<App, 'db'>): Promise<void> {
  await db.transaction((tx) => updateForgottenDeliveries(tx));
}
