import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { insertSpentCaptcha } from './captchas.repository.ts';

/** Records a wrong answer too, so that nobody can try all ten thousand answers on one picture. */
export async function spendCaptcha(app: Pick<App, 'db'>, id: string): Promise<void> {
  await app.db.transaction((tx) => insertSpentCaptcha(tx, id));
}

/** Records a right answer in the transaction that it opens. Returns false when the captcha was answered before. */
export function takeCaptcha(tx: Transaction, id: string): Promise<boolean> {
  return insertSpentCaptcha(tx, id);
}
