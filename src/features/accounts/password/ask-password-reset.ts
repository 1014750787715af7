import type { App } from '../../../app.ts';
import type { Language } from '../../../domain/language.ts';
import { queuePasswordReset } from '../account-jobs.ts';

/**
 * Queues the mail whatever the address, so that nothing tells whether it has an account. Beyond the quota of an address
 * no mail leaves and nothing is said: what counts is that the same happens for unknown addresses.
 */
export async function askPasswordReset(
  app: Pick<App, 'db' | 'quotas'>,
  asked: { email: string; language: Language },
): Promise<void> {
  if ((await app.quotas.mailsPerAddress.take(asked.email)) > 0) return;
  await app.db.transaction((tx) => queuePasswordReset(tx, asked));
}
