import { sql, type Transaction } from '../../../platform/database.ts';

/** False when it was answered before: a captcha is answered once, right or wrong. */
export async function insertSpentCaptcha(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.run(sql`insert into spent_captchas (id) values (${id}) on conflict (id) do nothing`)) === 1;
}

/** They cannot be answered any more after ten minutes anyway. */
export function deleteOldSpentCaptchas(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from spent_captchas where ctid = any(array(
      select ctid from spent_captchas where spent_at < now() - interval '1 hour'
      limit ${limit} for update skip locked))`);
}
