import type { App } from '../../../app.ts';
import { insertSpentCaptcha } from './captchas.repository.ts';

/** A wrong answer uses the captcha up as a right one does: nobody tries the ten thousand answers on one picture. */
export async function spendCaptcha(app: Pick<App, 'db'>, id: string): Promise<void> {
  await app.db.transaction((tx) => insertSpentCaptcha(tx, id));
}
