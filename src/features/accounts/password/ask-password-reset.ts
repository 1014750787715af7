import type { App } from '../../../app.ts';
import type { Language } from '../../../domain/language.ts';
import { queuePasswordReset } from '../account-jobs.ts';

/**
 * Queues the mail whatever the address, so that nothing tells whether it has an account. Beyond the bound of an address no mail
 * leaves, and nothing is said either.
 */
export async function askPasswordReset(
  app: Pick<App, 'db'>,
  asked: { email: string; language: Language },
): Promise<void> {
  await app.db.transaction((tx) => queuePasswordReset(tx, asked));
}
