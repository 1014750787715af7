import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';

/** Notes that the mail server did not answer, unless that is known already. */
export async function insertMailServerAbsence(tx: Transaction): Promise<void> {
  await tx.run(sql`insert into mail_server_absence default values on conflict do nothing`);
}

/** Notes that the mail server answered. Returns true when it had been away. */
export async function deleteMailServerAbsence(tx: Transaction): Promise<boolean> {
  return (await tx.run(sql`delete from mail_server_absence`)) > 0;
}

const Absence = z.strictObject({ seconds: z.number() });

/** Returns for how many seconds the mail server has taken nothing, 0 while it answers. */
export async function findSecondsWithoutMailServer(db: Db): Promise<number> {
  const away = await db.maybe(
    Absence,
    sql`select extract(epoch from now() - since)::double precision as seconds from mail_server_absence`,
  );
  return away?.seconds ?? 0;
}
