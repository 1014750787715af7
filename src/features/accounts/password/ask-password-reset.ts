import type { App } from '../../../app.ts';
import type { Language } from '../../../domain/language.ts';
import { queuePasswordReset } from '../account-jobs.ts';

/**
 * Adds the job whatever the address, so that nothing tells whether it has an account. Above the quota of an address no
 * mail is sent and the answer stays the same.
 */
export async function askPasswordReset(
  app: Pick<App, 'db'>,
  asked: { email: string; language: Language; next: string },
): Promise<void> {
  await app.db.transaction((tx) => queuePasswordReset(tx, asked));
}
