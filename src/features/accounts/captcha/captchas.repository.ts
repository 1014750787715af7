import { sql, type Transaction } from '../../../platform/database.ts';

/** Records that the captcha was answered, right or wrong. Returns false when it was answered before. */
export async function insertSpentCaptcha(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.run(sql`insert into spent_captchas (id) values (${id}) on conflict (id) do nothing`)) === 1;
}

/** Deletes records older than an hour: their captchas expired after ten minutes, so they cannot be answered again. */
export function deleteOldSpentCaptchas(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from spent_captchas where ctid = any(array(
      select ctid from spent_captchas where spent_at < now() - interval '1 hour'
      limit ${limit} for update skip locked))`);
}
